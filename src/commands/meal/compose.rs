//! Puts a meal together anew: main dish and sides as a whole.

use heirloom_events::Folded;
use heirloom_events::meal::{Meal, MealEvent};
use heirloom_events::values::{MealId, RecipeId};
use serde::{Deserialize, Serialize};

use super::{check_dishes, composed, editable};
use crate::commands::plan::Dishes;
use crate::commands::refusal::Refusal;

/// Puts a meal together anew: main dish and sides as a whole. Plans that have it follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComposeMeal {
    /// The meal.
    pub meal_id: MealId,
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// Up to three sides, in their order; one may come twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<RecipeId>,
}

impl ComposeMeal {
    /// # Errors
    /// Where there is no such meal, it is archived, or a recipe does not exist or is archived.
    pub fn decide(&self, meal: &Folded<Meal>, dishes: &Dishes) -> Result<Vec<MealEvent>, Refusal> {
        let events = composed(
            editable(meal, self.meal_id)?,
            self.main_recipe_id,
            self.sides.clone(),
        );
        if !events.is_empty() {
            check_dishes(self.main_recipe_id, &self.sides, dishes)?;
        }
        Ok(events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;
    use heirloom_events::meal::MealComposed;

    fn command(main: &str, sides: &[&str]) -> ComposeMeal {
        ComposeMeal {
            meal_id: supper_id(),
            main_recipe_id: dish(main),
            sides: sides.iter().map(|name| dish(name)).collect(),
        }
    }

    #[test]
    fn a_meal_is_put_together_anew_once() {
        let event = MealComposed {
            main_recipe_id: dish("salad"),
            sides: vec![],
        };
        check([supper().into()], command("salad", &[]), Ok(vec![event.into()]));
        check([supper().into()], command("leek tart", &["salad"]), Ok(vec![]));
    }

    #[test]
    fn dishes_that_are_not_there_and_a_fourth_side_are_refused() {
        let given = || [supper().into()];
        check(given(), command("unheard of", &[]), Err("there is no recipe"));
        check(given(), command("salad", &["archived"]), Err("is archived"));
        check(given(), command("salad", &["salad"; 4]), Err("at most 3"));
        check([], command("salad", &[]), Err("there is no meal"));
    }
}
