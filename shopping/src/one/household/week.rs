//! One week: its plan and its list.

use heirloom_events::Stream;
use heirloom_events::plan::{MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;

use crate::one::ListOne;

#[derive(Clone, Debug, Default)]
pub(super) struct Week {
    plan: WeekPlan,
    /// Every entry in the order in which it was first planned: the application's order of two in one place.
    planned: Vec<SelectionId>,
    pub(super) list: ListOne,
}

impl Week {
    pub(super) fn take_plan(&mut self, event: &PlanEvent) {
        match event {
            PlanEvent::MealSelected(e) if !self.planned.contains(&e.selection_id) => {
                self.planned.push(e.selection_id);
            }
            PlanEvent::MealRemoved(e) => {
                self.planned.retain(|id| *id != e.selection_id);
                self.list.entry_gone(e.selection_id);
            }
            _ => {}
        }
        self.plan.apply(event.clone());
    }

    /// Every entry, in the order in which it was first planned.
    pub(super) fn selections(&self) -> impl Iterator<Item = (SelectionId, &MealSelection)> {
        let planned = self.planned.iter();
        planned.filter_map(|id| Some((*id, self.plan.selections.get(id)?)))
    }

    /// Every entry by position; of two in one place the one that was planned first.
    pub(super) fn in_order(&self) -> Vec<(SelectionId, &MealSelection)> {
        let mut entries: Vec<_> = self.selections().collect();
        entries.sort_by_key(|(_, selection)| selection.position);
        entries
    }
}
