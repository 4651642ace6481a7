//! Puts a meal away: what a user calls deleting.

use heirloom_events::Folded;
use heirloom_events::meal::{Meal, MealArchived, MealEvent};
use heirloom_events::values::MealId;
use serde::{Deserialize, Serialize};

use super::existing;
use crate::commands::refusal::Refusal;

/// Puts a meal away: what a user calls deleting. Plans that have it keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveMeal {
    /// The meal.
    pub meal_id: MealId,
}

impl ArchiveMeal {
    /// # Errors
    /// Where there is no such meal.
    pub fn decide(&self, meal: &Folded<Meal>) -> Result<Vec<MealEvent>, Refusal> {
        match existing(meal, self.meal_id)?.archived {
            true => Ok(vec![]),
            false => Ok(vec![MealArchived {}.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;

    #[test]
    fn a_meal_is_put_away_once() {
        let meal_id = supper_id();
        let archived: MealEvent = MealArchived {}.into();
        check(
            [supper().into()],
            ArchiveMeal { meal_id },
            Ok(vec![archived.clone()]),
        );
        check([supper().into(), archived], ArchiveMeal { meal_id }, Ok(vec![]));
        check([], ArchiveMeal { meal_id }, Err("there is no meal"));
    }
}
