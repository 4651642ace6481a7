//! Clears what was eaten off the plan of a week.

use chrono::NaiveDate;
use heirloom_events::plan::{PlanEvent, WeekPlan};
use serde::{Deserialize, Serialize};

use super::clear_plan::cleared;
use super::week::plannable;
use crate::commands::refusal::Refusal;

/// Clears every completed meal off the plan of a week; its history stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClearCompleted {
    /// A day of the week.
    pub week: NaiveDate,
}

impl ClearCompleted {
    /// # Errors
    /// Where the day is out of bounds.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        plannable("week", self.week)?;
        Ok(cleared(week, |meal| meal.completed_at.is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;
    use heirloom_events::plan::{MealCleared, MealSelected};
    use heirloom_events::values::SelectionId;

    #[test]
    fn only_what_was_eaten_is_cleared_and_only_once() {
        let command = ClearCompleted {
            week: day("2026-03-02"),
        };
        let open = MealSelected {
            selection_id: SelectionId::derived("soup"),
            ..selected_tart("2026-03-05")
        };
        let mut given = said_of_the_tart();
        given.push(open.into());
        check(given.clone(), command.clone(), Ok(vec![]));
        let cleared: PlanEvent = MealCleared {
            selection_id: tart_selection(),
        }
        .into();
        given.retain(|event| *event != cleared);
        check(given, command, Ok(vec![cleared]));
    }
}
