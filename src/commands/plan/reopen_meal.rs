//! Takes back that a selected meal was cooked and eaten.

use chrono::NaiveDate;
use heirloom_events::plan::{MealReopened, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;
use serde::{Deserialize, Serialize};

use super::standing;
use crate::commands::refusal::Refusal;

/// Takes back that a selected meal was cooked and eaten. The cooking stays in the history of its recipe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReopenMeal {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands.
    pub planned_date: NaiveDate,
}

impl ReopenMeal {
    /// # Errors
    /// Where there is no such selection in that week, or it was cleared.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        let selection_id = self.selection_id;
        match standing(week, selection_id, self.planned_date)?.completed_at {
            None => Ok(vec![]),
            Some(_) => Ok(vec![MealReopened { selection_id }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn a_meal_is_reopened_once() {
        let command = ReopenMeal {
            selection_id: tart_selection(),
            planned_date: day("2026-03-04"),
        };
        let reopened: PlanEvent = MealReopened {
            selection_id: tart_selection(),
        }
        .into();
        let mut given = said_of_the_tart();
        check(given.clone(), command.clone(), Err("was cleared off the plan"));
        given.pop();
        check(given.clone(), command.clone(), Ok(vec![reopened.clone()]));
        given.push(reopened);
        check(given, command, Ok(vec![]));
    }
}
