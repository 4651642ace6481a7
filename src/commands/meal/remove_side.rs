//! Takes a side off a meal.

use heirloom_events::Folded;
use heirloom_events::meal::{Meal, MealEvent};
use heirloom_events::values::{MealId, RecipeId};
use serde::{Deserialize, Serialize};

use super::{composed, editable};
use crate::commands::refusal::Refusal;

/// Takes a side off a meal; one that comes twice goes altogether.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveSide {
    /// The meal.
    pub meal_id: MealId,
    /// The side.
    pub recipe_id: RecipeId,
}

impl RemoveSide {
    /// # Errors
    /// Where there is no such meal, it is archived, or has no such side.
    pub fn decide(&self, meal: &Folded<Meal>) -> Result<Vec<MealEvent>, Refusal> {
        let meal = editable(meal, self.meal_id)?;
        let mut sides = meal.sides.clone();
        sides.retain(|id| *id != self.recipe_id);
        match meal.main_recipe_id {
            Some(main) if sides.len() < meal.sides.len() => Ok(composed(meal, main, sides)),
            _ => Err(Refusal::NotFound {
                what: "side",
                id: self.recipe_id.to_string(),
                place: format!("meal `{}` ({})", meal.name, self.meal_id),
                hint: "somebody may have removed it; read the meal again",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;
    use heirloom_events::meal::{MealComposed, MealCreated};

    #[test]
    fn a_side_is_taken_off_and_then_not_there() {
        let command = RemoveSide {
            meal_id: supper_id(),
            recipe_id: dish("salad"),
        };
        let event: MealEvent = MealComposed {
            main_recipe_id: dish("leek tart"),
            sides: vec![],
        }
        .into();
        check([supper().into()], command.clone(), Ok(vec![event.clone()]));
        let twice = MealCreated {
            sides: vec![dish("salad"); 2],
            ..supper()
        };
        check([twice.into()], command.clone(), Ok(vec![event.clone()]));
        check([supper().into(), event], command, Err("there is no side"));
    }
}
