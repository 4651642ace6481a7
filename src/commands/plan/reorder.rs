//! Puts the meals of a week into another order.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use heirloom_events::Stream as _;
use heirloom_events::plan::{PlanEvent, PlanReordered, WeekPlan};
use heirloom_events::values::SelectionId;
use serde::{Deserialize, Serialize};

use super::selected;
use super::week::plannable;
use crate::commands::refusal::Refusal;

/// Puts the meals of a week into another order: those named stand first, in the order of their naming. The
/// others keep their places; where two share one, their ids decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReorderPlan {
    /// A day of the week.
    pub week: NaiveDate,
    /// Selections of that week, each once.
    pub order: Vec<SelectionId>,
}

impl ReorderPlan {
    /// # Errors
    /// Where it names a selection that is not in the week, or one twice.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        plannable("week", self.week)?;
        let mut named = BTreeSet::new();
        for id in &self.order {
            selected(week, *id, self.week)?;
            if !named.insert(id) {
                let why = format!("it names `{id}` twice; name each selected meal once");
                return Err(Refusal::invalid("order", why));
            }
        }
        let reordered = PlanEvent::from(PlanReordered {
            order: self.order.clone(),
        });
        let mut after = week.clone();
        after.apply(reordered.clone());
        match after == *week {
            true => Ok(vec![]),
            false => Ok(vec![reordered]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;
    use heirloom_events::plan::MealSelected;

    fn id(name: &str) -> SelectionId {
        SelectionId::derived(name)
    }

    fn given() -> Vec<PlanEvent> {
        let selected = |name| MealSelected {
            selection_id: id(name),
            ..selected_tart("2026-03-04")
        };
        ["soup", "stew", "curry"]
            .map(|name| selected(name).into())
            .to_vec()
    }

    fn command(names: &[&str]) -> ReorderPlan {
        ReorderPlan {
            week: day("2026-03-02"),
            order: names.iter().map(|name| id(name)).collect(),
        }
    }

    #[test]
    fn meals_are_put_into_another_order_once() {
        let order = ["curry", "soup", "stew"];
        let event: PlanEvent = PlanReordered {
            order: order.map(id).to_vec(),
        }
        .into();
        check(given(), command(&order), Ok(vec![event.clone()]));
        check([given(), vec![event]].concat(), command(&order), Ok(vec![]));
    }

    #[test]
    fn the_order_that_they_have_makes_no_event() {
        check(given(), command(&["soup", "stew", "curry"]), Ok(vec![]));
        check(given(), command(&[]), Ok(vec![]));
    }

    #[test]
    fn none_is_passed_over_in_silence() {
        check(
            given(),
            command(&["soup", "unheard of"]),
            Err("there is no selected meal"),
        );
        check(
            given(),
            command(&["soup", "soup"]),
            Err("twice; name each selected meal once"),
        );
    }
}
