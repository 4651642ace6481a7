//! A week's plan: meals that still stand as the edit left them go back to where they were.

use heirloom_events::plan::{MealMoved, MealRemoved, MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::{CorrelationId, SelectionId};
use heirloom_events::{Event, Stream};

use super::{Undone, belongs};
use crate::commands::Loaded;
use crate::commands::plan::select_meal::selection_event;

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let mut undone = Undone::default();
    let mut week = stream.week().state.clone();
    for edit in edits(stream, bulk).into_iter().rev() {
        let current = week.selections.get(&edit.id);
        if current == edit.before.as_ref() {
            continue;
        }
        if current != edit.after.as_ref() {
            undone.left.push(format!("meal `{}` was changed since", edit.id));
            continue;
        }
        let event = back(&edit);
        week.apply(event.clone());
        undone.events.push(event.into());
    }
    undone
}

/// One of the edit's events: what stood there before and after it.
struct Edit {
    id: SelectionId,
    before: Option<MealSelection>,
    after: Option<MealSelection>,
}

fn edits(stream: &Loaded, bulk: CorrelationId) -> Vec<Edit> {
    let mut week = WeekPlan::default();
    let mut edits = Vec::new();
    for recorded in &stream.events {
        for event in recorded.events.clone().into_iter().filter_map(Event::into_plan) {
            let id = match &event {
                PlanEvent::MealSelected(e) => e.selection_id,
                PlanEvent::MealMoved(e) => e.selection_id,
                PlanEvent::MealRemoved(e) => e.selection_id,
            };
            let before = week.selections.get(&id).cloned();
            week.apply(event);
            if belongs(recorded, bulk) {
                edits.push(Edit {
                    id,
                    before,
                    after: week.selections.get(&id).cloned(),
                });
            }
        }
    }
    edits
}

fn back(edit: &Edit) -> PlanEvent {
    let selection_id = edit.id;
    match (&edit.before, &edit.after) {
        (None, _) => MealRemoved { selection_id }.into(),
        (Some(before), Some(_)) => MealMoved {
            selection_id,
            planned_date: before.planned_date,
        }
        .into(),
        (Some(before), None) => selection_event(selection_id, before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;
    use crate::testing::recorded::stream_of;
    use heirloom_events::{StreamKey, StreamType};

    fn undone(events: &[(PlanEvent, bool)]) -> Undone {
        let bulk = CorrelationId::derived("bulk");
        let key = StreamKey::new(StreamType::Plan, "week");
        let events = events
            .iter()
            .map(|(event, ours)| (event.clone().into(), ours.then_some(bulk)));
        undo(&Loaded::new(key.clone(), stream_of(key, events)), bulk)
    }

    fn moved(date: &str) -> PlanEvent {
        MealMoved {
            selection_id: tart_selection(),
            planned_date: day(date),
        }
        .into()
    }

    fn removed() -> PlanEvent {
        MealRemoved {
            selection_id: tart_selection(),
        }
        .into()
    }

    #[test]
    fn meals_go_back_to_where_they_were() {
        let selected = || PlanEvent::from(selected_tart("2026-03-04"));
        assert_eq!(undone(&[(selected(), true)]).events, [removed().into()]);
        assert_eq!(
            undone(&[(selected(), false), (removed(), true)]).events,
            [selected().into()]
        );
        let moves = undone(&[(selected(), false), (moved("2026-03-06"), true)]);
        assert_eq!(moves.events, [moved("2026-03-04").into()]);
    }

    #[test]
    fn a_meal_that_others_moved_since_stays() {
        let events = [
            (selected_tart("2026-03-04").into(), false),
            (moved("2026-03-06"), true),
            (moved("2026-03-07"), false),
        ];
        let undone = undone(&events);
        assert!(
            undone.events.is_empty() && undone.left[0].contains("was changed since"),
            "{undone:?}"
        );
    }
}
