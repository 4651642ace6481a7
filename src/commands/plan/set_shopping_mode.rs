//! Sets what of a selected meal goes on the shopping list.

use chrono::NaiveDate;
use heirloom_events::plan::{MealShoppingSet, PlanEvent, WeekPlan};
use heirloom_events::values::{SelectionId, ShoppingMode};
use serde::{Deserialize, Serialize};

use super::standing;
use crate::commands::refusal::Refusal;

/// Sets what of a selected meal goes on the shopping list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetShoppingMode {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands.
    pub planned_date: NaiveDate,
    /// What of it.
    pub shopping_mode: ShoppingMode,
}

impl SetShoppingMode {
    /// # Errors
    /// Where there is no such selection in that week, or it was cleared.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        let (selection_id, shopping_mode) = (self.selection_id, self.shopping_mode);
        match standing(week, selection_id, self.planned_date)?.shopping_mode == shopping_mode {
            true => Ok(vec![]),
            false => Ok(vec![
                MealShoppingSet {
                    selection_id,
                    shopping_mode,
                }
                .into(),
            ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn a_mode_is_set_once() {
        let command = SetShoppingMode {
            selection_id: tart_selection(),
            planned_date: day("2026-03-04"),
            shopping_mode: ShoppingMode::ProduceOnly,
        };
        let event: PlanEvent = MealShoppingSet {
            selection_id: tart_selection(),
            shopping_mode: ShoppingMode::ProduceOnly,
        }
        .into();
        let selected = || selected_tart("2026-03-04").into();
        check([selected()], command.clone(), Ok(vec![event.clone()]));
        check([selected(), event], command.clone(), Ok(vec![]));
        check(said_of_the_tart(), command, Err("was cleared off the plan"));
    }
}
