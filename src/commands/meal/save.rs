//! Keeps a meal, or keeps it no longer.

use heirloom_events::Folded;
use heirloom_events::meal::{Meal, MealEvent, MealSavedSet};
use heirloom_events::values::MealId;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;

/// Keeps a meal, or keeps it no longer. One that is not kept is not listed when it stands on no plan; it is
/// never deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveMeal {
    /// The meal.
    pub meal_id: MealId,
    /// Whether it is kept when it leaves the plan.
    pub saved: bool,
}

impl SaveMeal {
    /// # Errors
    /// Where there is no such meal, or it is archived.
    pub fn decide(&self, meal: &Folded<Meal>) -> Result<Vec<MealEvent>, Refusal> {
        let saved = self.saved;
        match editable(meal, self.meal_id)?.saved == saved {
            true => Ok(vec![]),
            false => Ok(vec![MealSavedSet { saved }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;

    #[test]
    fn a_meal_is_kept_or_not() {
        let command = |saved| SaveMeal {
            meal_id: supper_id(),
            saved,
        };
        check(
            [supper().into()],
            command(false),
            Ok(vec![MealSavedSet { saved: false }.into()]),
        );
        check([supper().into()], command(true), Ok(vec![]));
        check([], command(true), Err("there is no meal"));
    }
}
