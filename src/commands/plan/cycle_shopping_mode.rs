//! Goes on to the next mode of shopping: what one button does.

use chrono::NaiveDate;
use heirloom_events::plan::{MealShoppingSet, PlanEvent, WeekPlan};
use heirloom_events::values::{SelectionId, ShoppingMode};
use serde::{Deserialize, Serialize};

use super::standing;
use crate::commands::refusal::Refusal;

/// Goes on to the next mode of shopping: everything, produce only, nothing, and everything again. Each time
/// that it is given it goes on by one, unless under one command id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CycleShoppingMode {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands.
    pub planned_date: NaiveDate,
}

impl CycleShoppingMode {
    /// # Errors
    /// Where there is no such selection in that week, or it was cleared.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        let selection_id = self.selection_id;
        let shopping_mode = after(standing(week, selection_id, self.planned_date)?.shopping_mode);
        Ok(vec![
            MealShoppingSet {
                selection_id,
                shopping_mode,
            }
            .into(),
        ])
    }
}

fn after(mode: ShoppingMode) -> ShoppingMode {
    match mode {
        ShoppingMode::All => ShoppingMode::ProduceOnly,
        ShoppingMode::ProduceOnly => ShoppingMode::None,
        ShoppingMode::None => ShoppingMode::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn three_times_round_is_where_it_began() {
        let command = CycleShoppingMode {
            selection_id: tart_selection(),
            planned_date: day("2026-03-04"),
        };
        let mut given: Vec<PlanEvent> = vec![selected_tart("2026-03-04").into()];
        for mode in [ShoppingMode::ProduceOnly, ShoppingMode::None, ShoppingMode::All] {
            let event: PlanEvent = MealShoppingSet {
                selection_id: tart_selection(),
                shopping_mode: mode,
            }
            .into();
            check(given.clone(), command.clone(), Ok(vec![event.clone()]));
            given.push(event);
        }
        check([], command, Err("there is no selected meal"));
    }
}
