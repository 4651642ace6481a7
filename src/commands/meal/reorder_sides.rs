//! Puts the sides of a meal into another order.

use heirloom_events::Folded;
use heirloom_events::meal::{Meal, MealEvent};
use heirloom_events::values::{MealId, RecipeId};
use serde::{Deserialize, Serialize};

use super::{composed, editable};
use crate::commands::refusal::Refusal;

/// Puts the sides of a meal into another order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReorderSides {
    /// The meal.
    pub meal_id: MealId,
    /// Every side of it, as often as it comes, in the new order.
    pub order: Vec<RecipeId>,
}

impl ReorderSides {
    /// # Errors
    /// Where there is no such meal, it is archived, or the order does not name each side as often as it comes.
    pub fn decide(&self, meal: &Folded<Meal>) -> Result<Vec<MealEvent>, Refusal> {
        let meal = editable(meal, self.meal_id)?;
        let sorted = |sides: &[RecipeId]| {
            let mut sides = sides.to_vec();
            sides.sort_unstable();
            sides
        };
        match meal.main_recipe_id {
            Some(main) if sorted(&self.order) == sorted(&meal.sides) => {
                Ok(composed(meal, main, self.order.clone()))
            }
            _ => Err(Refusal::invalid(
                "order",
                format!(
                    "it does not name the {} sides of the meal, each as often as it comes; read the meal again",
                    meal.sides.len()
                ),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;
    use heirloom_events::meal::{MealComposed, MealCreated};

    fn given() -> [MealEvent; 1] {
        let sides = ["salad", "salad", "leek tart"].map(dish).to_vec();
        [MealCreated { sides, ..supper() }.into()]
    }

    fn command(names: &[&str]) -> ReorderSides {
        ReorderSides {
            meal_id: supper_id(),
            order: names.iter().map(|name| dish(name)).collect(),
        }
    }

    #[test]
    fn sides_are_put_into_another_order_once() {
        let names = ["leek tart", "salad", "salad"];
        let event = MealComposed {
            main_recipe_id: dish("leek tart"),
            sides: names.map(dish).to_vec(),
        };
        check(given(), command(&names), Ok(vec![event.into()]));
        check(given(), command(&["salad", "salad", "leek tart"]), Ok(vec![]));
    }

    #[test]
    fn a_side_is_named_as_often_as_it_comes() {
        for names in [&["leek tart", "salad"][..], &["leek tart", "leek tart", "salad"]] {
            check(given(), command(names), Err("each as often as it comes"));
        }
    }
}
