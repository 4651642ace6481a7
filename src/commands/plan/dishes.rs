//! Which recipes and meals there are to be planned: what a decision about a week must know of other streams.

use std::collections::HashMap;

use heirloom_events::meal::Meal;
use heirloom_events::plan::MealSelection;
use heirloom_events::recipe::Recipe;
use heirloom_events::values::{MealId, RecipeId};
use heirloom_events::{Folded, State};

use crate::commands::Loaded;
use crate::commands::meal;
use crate::commands::recipe::editable;
use crate::commands::refusal::Refusal;

/// What is known of a recipe that is to be planned.
pub type Dish = Folded<Recipe>;

/// The recipes and meals that a command names, as they are.
#[derive(Clone, Debug, Default)]
pub struct Dishes {
    /// The recipes.
    pub recipes: HashMap<RecipeId, Dish>,
    /// The meals.
    pub meals: HashMap<MealId, Folded<Meal>>,
}

impl Dishes {
    /// Those among these streams.
    #[must_use]
    pub fn among(streams: &[Loaded]) -> Self {
        let mut dishes = Self::default();
        for stream in streams {
            let id = &stream.key.aggregate_id;
            match &stream.state {
                State::Recipe(dish) => {
                    dishes.recipes.extend(id.parse().map(|id| (id, (**dish).clone())));
                }
                State::Meal(meal) => dishes.meals.extend(id.parse().map(|id| (id, meal.clone()))),
                _ => {}
            }
        }
        dishes
    }

    /// The recipe exists and is not archived.
    ///
    /// # Errors
    /// Where it does not exist or is archived.
    pub fn check(&self, id: RecipeId) -> Result<(), Refusal> {
        let unknown = Dish::default();
        editable(self.recipes.get(&id).unwrap_or(&unknown), id).map(|_| ())
    }

    /// The meal, where it exists and is not archived.
    ///
    /// # Errors
    /// Where it does not exist or is archived.
    pub fn meal(&self, id: MealId) -> Result<Meal, Refusal> {
        let meal = self.meals.get(&id).cloned().unwrap_or_default();
        meal::editable(&meal, id).cloned()
    }

    /// The main dish of a selected meal: that of the meal which it follows, where there is one, else that
    /// which was planned.
    #[must_use]
    pub fn main_of(&self, selection: &MealSelection) -> RecipeId {
        let followed = selection.meal_id.and_then(|id| self.meals.get(&id));
        let main = followed.and_then(|meal| meal.state.main_recipe_id);
        main.unwrap_or(selection.main_recipe_id)
    }
}
