//! Adds a side to a meal.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::meal::{Meal, MealEvent};
use heirloom_events::values::{MealId, RecipeId};
use serde::{Deserialize, Serialize};

use super::{composed, editable};
use crate::commands::plan::Dishes;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Adds a side to a meal, behind the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddSide {
    /// The meal.
    pub meal_id: MealId,
    /// The side.
    pub recipe_id: RecipeId,
}

impl AddSide {
    /// # Errors
    /// Where there is no such meal, it is archived, has the side or three others already, or the recipe does
    /// not exist or is archived.
    pub fn decide(&self, meal: &Folded<Meal>, dishes: &Dishes) -> Result<Vec<MealEvent>, Refusal> {
        let meal = editable(meal, self.meal_id)?;
        if meal.sides.contains(&self.recipe_id) {
            return Err(Refusal::AlreadyExists {
                what: "side",
                id: self.recipe_id.to_string(),
                hint: "a side that is to come twice is given by `compose_meal`",
            });
        }
        validate::list("sides", meal.sides.len() + 1, limits::SIDES)?;
        dishes.check(self.recipe_id)?;
        let sides = meal.sides.iter().copied().chain([self.recipe_id]).collect();
        Ok(composed(
            meal,
            meal.main_recipe_id.unwrap_or(self.recipe_id),
            sides,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;
    use heirloom_events::meal::{MealComposed, MealCreated};

    fn command(name: &str) -> AddSide {
        AddSide {
            meal_id: supper_id(),
            recipe_id: dish(name),
        }
    }

    #[test]
    fn a_side_stands_behind_the_others() {
        let event = MealComposed {
            main_recipe_id: dish("leek tart"),
            sides: vec![dish("salad"), dish("leek tart")],
        };
        check([supper().into()], command("leek tart"), Ok(vec![event.into()]));
    }

    #[test]
    fn a_side_that_is_there_and_a_fourth_are_refused() {
        check([supper().into()], command("salad"), Err("side `"));
        let full = MealCreated {
            sides: vec![dish("salad"); 3],
            ..supper()
        };
        check(
            [full.into()],
            command("leek tart"),
            Err("it has 4 entries; at most 3"),
        );
        check(
            [supper().into()],
            command("unheard of"),
            Err("there is no recipe"),
        );
        check([], command("salad"), Err("there is no meal"));
    }
}
