//! Streams that a command about a week needs and cannot name itself: the dishes of a meal, and the recipe
//! that is cooked.

use heirloom_events::values::{MealId, RecipeId};
use heirloom_events::{State, StreamKey, StreamType};

use super::{CompleteMeal, Dishes, SelectMeal};
use crate::commands::Loaded;

/// The stream of a meal.
#[must_use]
pub fn meal_key(id: MealId) -> StreamKey {
    StreamKey::new(StreamType::Meal, id)
}

/// The stream of a recipe.
#[must_use]
pub fn recipe_key(id: RecipeId) -> StreamKey {
    StreamKey::new(StreamType::Recipe, id)
}

impl SelectMeal {
    /// The dishes of its meal.
    pub(super) fn follows(&self, loaded: &[Loaded]) -> Vec<StreamKey> {
        let Some(meal) = self.meal_id.and_then(|id| folded(loaded, &meal_key(id))) else {
            return Vec::new();
        };
        match &meal.state {
            State::Meal(meal) => meal.state.dishes().map(recipe_key).collect(),
            _ => Vec::new(),
        }
    }
}

impl CompleteMeal {
    /// The meal that the selection follows, then the recipe that is cooked: the last one is written to.
    pub(super) fn follows(&self, loaded: &[Loaded]) -> Vec<StreamKey> {
        let week = loaded.first().map(Loaded::week);
        let Some(selection) = week.and_then(|week| week.state.selections.get(&self.selection_id)) else {
            return Vec::new();
        };
        match selection.meal_id.map(meal_key) {
            Some(meal) if folded(loaded, &meal).is_none() => vec![meal],
            _ => vec![recipe_key(Dishes::among(loaded).main_of(selection))],
        }
    }
}

fn folded<'a>(loaded: &'a [Loaded], key: &StreamKey) -> Option<&'a Loaded> {
    loaded.iter().find(|stream| stream.key == *key)
}
