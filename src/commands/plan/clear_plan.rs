//! Clears the whole plan of a week.

use chrono::NaiveDate;
use heirloom_events::plan::{MealCleared, MealSelection, PlanEvent, WeekPlan};
use serde::{Deserialize, Serialize};

use super::week::plannable;
use crate::commands::refusal::Refusal;

/// Clears every meal off the plan of a week. Nothing is lost: what was eaten stays in history (the
/// application deleted it all, and its days of cooking in a row with it).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClearPlan {
    /// A day of the week.
    pub week: NaiveDate,
}

impl ClearPlan {
    /// # Errors
    /// Where the day is out of bounds.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        plannable("week", self.week)?;
        Ok(cleared(week, |_| true))
    }
}

/// The events that clear these meals, in their order, where they stand on the plan.
pub(super) fn cleared(week: &WeekPlan, these: impl Fn(&MealSelection) -> bool) -> Vec<PlanEvent> {
    let meals = week.in_order().into_iter();
    let standing = meals.filter(|(_, meal)| !meal.cleared && these(meal));
    standing
        .map(|(selection_id, _)| MealCleared { selection_id }.into())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn a_week_is_cleared_once() {
        let command = ClearPlan {
            week: day("2026-03-08"),
        };
        let cleared: PlanEvent = MealCleared {
            selection_id: tart_selection(),
        }
        .into();
        let selected = || selected_tart("2026-03-04").into();
        check([selected()], command.clone(), Ok(vec![cleared.clone()]));
        check([selected(), cleared], command.clone(), Ok(vec![]));
        check([], command, Ok(vec![]));
    }
}
