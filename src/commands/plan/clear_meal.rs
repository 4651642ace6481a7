//! Clears a selected meal off the plan.

use chrono::NaiveDate;
use heirloom_events::plan::{MealCleared, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;
use serde::{Deserialize, Serialize};

use super::selected;
use crate::commands::refusal::Refusal;

/// Clears a selected meal off the plan: nobody sees it there any more, and its history stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClearMeal {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands.
    pub planned_date: NaiveDate,
}

impl ClearMeal {
    /// # Errors
    /// Where there is no such selection in that week.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        let selection_id = self.selection_id;
        match selected(week, selection_id, self.planned_date)?.cleared {
            true => Ok(vec![]),
            false => Ok(vec![MealCleared { selection_id }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn a_meal_is_cleared_once_whether_it_was_eaten_or_not() {
        let command = ClearMeal {
            selection_id: tart_selection(),
            planned_date: day("2026-03-04"),
        };
        let cleared: PlanEvent = MealCleared {
            selection_id: tart_selection(),
        }
        .into();
        let given = [selected_tart("2026-03-04").into()];
        check(given, command.clone(), Ok(vec![cleared]));
        check(said_of_the_tart(), command.clone(), Ok(vec![]));
        check([], command, Err("there is no selected meal"));
    }
}
