//! Brings a meal back that was put away.

use heirloom_events::Folded;
use heirloom_events::meal::{Meal, MealEvent, MealRestored};
use heirloom_events::values::MealId;
use serde::{Deserialize, Serialize};

use super::existing;
use crate::commands::refusal::Refusal;

/// Brings a meal back that was put away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreMeal {
    /// The meal.
    pub meal_id: MealId,
}

impl RestoreMeal {
    /// # Errors
    /// Where there is no such meal.
    pub fn decide(&self, meal: &Folded<Meal>) -> Result<Vec<MealEvent>, Refusal> {
        match existing(meal, self.meal_id)?.archived {
            false => Ok(vec![]),
            true => Ok(vec![MealRestored {}.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;
    use heirloom_events::meal::MealArchived;

    #[test]
    fn a_meal_is_brought_back_once() {
        let meal_id = supper_id();
        let given = [supper().into(), MealArchived {}.into()];
        check(given, RestoreMeal { meal_id }, Ok(vec![MealRestored {}.into()]));
        check([supper().into()], RestoreMeal { meal_id }, Ok(vec![]));
    }
}
