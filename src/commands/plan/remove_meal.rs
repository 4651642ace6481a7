//! Takes a selected meal off the plan.

use chrono::NaiveDate;
use heirloom_events::plan::{MealRemoved, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;
use serde::{Deserialize, Serialize};

use super::selected;
use crate::commands::refusal::Refusal;

/// Takes a selected meal off the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveMeal {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands.
    pub planned_date: NaiveDate,
}

impl RemoveMeal {
    /// # Errors
    /// Where there is no such selection in that week.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        let selection_id = self.selection_id;
        selected(week, selection_id, self.planned_date)?;
        Ok(vec![MealRemoved { selection_id }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn a_meal_is_taken_off_and_then_not_there() {
        let selection_id = tart_selection();
        let command = RemoveMeal {
            selection_id,
            planned_date: day("2026-03-02"),
        };
        let removed: PlanEvent = MealRemoved { selection_id }.into();
        check(
            [selected_tart("2026-03-04").into()],
            command.clone(),
            Ok(vec![removed.clone()]),
        );
        check(
            [selected_tart("2026-03-04").into(), removed],
            command,
            Err("in the week of 2026-03-02"),
        );
    }
}
