//! One week: its plan and its list.

use std::collections::HashMap;

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

    /// Every open entry by position; of two in one place the one that was planned first. A week may hold thousands
    /// that were cleared: they cost no more than to be passed over.
    pub(super) fn open_in_order(&self) -> Vec<(SelectionId, &MealSelection)> {
        let all = self.plan.selections.iter();
        let mut open: HashMap<SelectionId, &MealSelection> = all
            .filter(|(_, selection)| selection.is_open())
            .map(|(id, selection)| (*id, selection))
            .collect();
        let mut entries = Vec::with_capacity(open.len());
        let mut planned = self.planned.iter();
        while let (false, Some(id)) = (open.is_empty(), planned.next()) {
            entries.extend(open.remove(id).map(|selection| (*id, selection)));
        }
        entries.sort_by_key(|(_, selection)| selection.position);
        entries
    }
}
