//! One week: its plan and its list.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heirloom_events::Stream;
use heirloom_events::plan::{MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;

use crate::one::ListOne;

#[derive(Clone, Debug, Default)]
pub(super) struct Week {
    plan: WeekPlan,
    /// Every entry in the order in which it was first planned: the application's order of two in one place.
    planned: BTreeMap<u64, SelectionId>,
    /// When each was first planned.
    turns: HashMap<SelectionId, u64>,
    /// Those of them that are open: a week may hold thousands that were cleared, and they cost nothing.
    open: BTreeSet<u64>,
    pub(super) list: ListOne,
}

impl Week {
    pub(super) fn take_plan(&mut self, event: &PlanEvent) {
        self.plan.apply(event.clone());
        let Some(id) = entry_of(event) else {
            return;
        };
        if let PlanEvent::MealRemoved(_) = event {
            if let Some(turn) = self.turns.remove(&id) {
                self.planned.remove(&turn);
                self.open.remove(&turn);
            }
            self.list.entry_gone(id);
            return;
        }
        let Some(selection) = self.plan.selections.get(&id) else {
            return;
        };
        let next = self.planned.last_key_value().map_or(0, |(last, _)| last + 1);
        let turn = *self.turns.entry(id).or_insert(next);
        self.planned.insert(turn, id);
        match selection.is_open() {
            true => self.open.insert(turn),
            false => self.open.remove(&turn),
        };
    }

    /// Every entry, in the order in which it was first planned.
    pub(super) fn selections(&self) -> impl Iterator<Item = (SelectionId, &MealSelection)> {
        let planned = self.planned.values();
        planned.filter_map(|id| Some((*id, self.plan.selections.get(id)?)))
    }

    /// Every open entry by position; of two in one place the one that was planned first.
    pub(super) fn open_in_order(&self) -> Vec<(SelectionId, &MealSelection)> {
        let open = self.open.iter().filter_map(|turn| self.planned.get(turn));
        let mut entries: Vec<_> = open
            .filter_map(|id| Some((*id, self.plan.selections.get(id)?)))
            .collect();
        entries.sort_by_key(|(_, selection)| selection.position);
        entries
    }
}

/// The entry that an event is about; none where it is about the whole week. The order of entries is none of theirs.
fn entry_of(event: &PlanEvent) -> Option<SelectionId> {
    Some(match event {
        PlanEvent::MealSelected(e) => e.selection_id,
        PlanEvent::MealMoved(e) => e.selection_id,
        PlanEvent::MealRemoved(e) => e.selection_id,
        PlanEvent::MealServingsSet(e) => e.selection_id,
        PlanEvent::MealCompleted(e) => e.selection_id,
        PlanEvent::MealReopened(e) => e.selection_id,
        PlanEvent::MealCleared(e) => e.selection_id,
        PlanEvent::MealShoppingSet(e) => e.selection_id,
        PlanEvent::PlanReordered(_) | PlanEvent::DietaryConstraintsSet(_) => return None,
    })
}
