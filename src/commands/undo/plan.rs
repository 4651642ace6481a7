//! A week's plan: meals that still stand as the edit left them go back to where they were.

use heirloom_events::plan::{DietaryConstraintsSet, MealSelection, PlanEvent, PlanReordered, WeekPlan};
use heirloom_events::values::{CorrelationId, SelectionId};
use heirloom_events::{Event, Stream};

use super::{Undone, belongs};
use crate::commands::Loaded;
use crate::commands::plan::way::way;

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let mut undone = Undone::default();
    let mut week = stream.week().state.clone();
    for edit in edits(stream, bulk).into_iter().rev() {
        let current = edit.of.seen_in(&week);
        if current == edit.before {
            continue;
        }
        if current != edit.after {
            undone.left.push(format!("{} changed since", edit.of.in_words()));
            continue;
        }
        for event in edit.back() {
            week.apply(event.clone());
            undone.events.push(event.into());
        }
    }
    undone
}

/// What an event of a plan is about.
enum Subject {
    Meal(SelectionId),
    Order,
    Diets,
}

/// How a subject stands in a week. What is not of the subject is left at its default.
#[derive(PartialEq)]
struct Seen {
    /// Its position is not its own: it is that of the order.
    meal: Option<MealSelection>,
    order: Vec<SelectionId>,
    diets: Option<heirloom_events::values::DietSet>,
}

impl Subject {
    fn of(event: &PlanEvent) -> Self {
        match event {
            PlanEvent::MealSelected(e) => Self::Meal(e.selection_id),
            PlanEvent::MealMoved(e) => Self::Meal(e.selection_id),
            PlanEvent::MealRemoved(e) => Self::Meal(e.selection_id),
            PlanEvent::MealServingsSet(e) => Self::Meal(e.selection_id),
            PlanEvent::MealCompleted(e) => Self::Meal(e.selection_id),
            PlanEvent::MealReopened(e) => Self::Meal(e.selection_id),
            PlanEvent::MealCleared(e) => Self::Meal(e.selection_id),
            PlanEvent::MealShoppingSet(e) => Self::Meal(e.selection_id),
            PlanEvent::PlanReordered(_) => Self::Order,
            PlanEvent::DietaryConstraintsSet(_) => Self::Diets,
        }
    }

    fn seen_in(&self, week: &WeekPlan) -> Seen {
        let mut seen = Seen {
            meal: None,
            order: vec![],
            diets: None,
        };
        match self {
            Self::Meal(id) => {
                let meal = week.selections.get(id).cloned();
                seen.meal = meal.map(|meal| MealSelection { position: 0, ..meal });
            }
            Self::Order => seen.order = week.in_order().into_iter().map(|(id, _)| id).collect(),
            Self::Diets => seen.diets = week.diets.clone(),
        }
        seen
    }

    fn in_words(&self) -> String {
        match self {
            Self::Meal(id) => format!("meal `{id}` was"),
            Self::Order => "the order of the meals was".to_owned(),
            Self::Diets => "the diets of the week were".to_owned(),
        }
    }
}

/// One of the edit's events: what stood there before and after it.
struct Edit {
    of: Subject,
    before: Seen,
    after: Seen,
}

impl Edit {
    fn back(&self) -> Vec<PlanEvent> {
        let before = &self.before;
        match self.of {
            Subject::Meal(id) => way(id, self.after.meal.as_ref(), before.meal.as_ref()),
            Subject::Order => {
                let order = before.order.clone();
                vec![PlanReordered { order }.into()]
            }
            Subject::Diets => {
                let diets = before.diets.clone();
                vec![DietaryConstraintsSet { diets }.into()]
            }
        }
    }
}

fn edits(stream: &Loaded, bulk: CorrelationId) -> Vec<Edit> {
    let mut week = WeekPlan::default();
    let mut edits = Vec::new();
    for recorded in &stream.events {
        for event in recorded.events.clone().into_iter().filter_map(Event::into_plan) {
            let of = Subject::of(&event);
            let before = of.seen_in(&week);
            week.apply(event);
            if belongs(recorded, bulk) {
                let after = of.seen_in(&week);
                edits.push(Edit { of, before, after });
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;
    use crate::testing::recorded::stream_of;
    use heirloom_events::plan::{MealCompleted, MealMoved, MealRemoved, MealReopened};
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

    #[test]
    fn a_completed_meal_is_opened_and_a_removed_one_comes_back_completed() {
        let completed = PlanEvent::from(MealCompleted {
            selection_id: tart_selection(),
            completed_at: "2026-03-04T18:00:00Z".parse().unwrap(),
        });
        let selected = || PlanEvent::from(selected_tart("2026-03-04"));
        let reopened = PlanEvent::from(MealReopened {
            selection_id: tart_selection(),
        });
        let ours = [(selected(), false), (completed.clone(), true)];
        assert_eq!(undone(&ours).events, [reopened.into()]);
        let ours = [(selected(), false), (completed.clone(), false), (removed(), true)];
        assert_eq!(undone(&ours).events, [selected().into(), completed.into()]);
    }

    #[test]
    fn an_order_is_put_back() {
        let other = SelectionId::derived("another");
        let order = |ids: [SelectionId; 2]| PlanEvent::from(PlanReordered { order: ids.into() });
        let mut second = selected_tart("2026-03-05");
        second.selection_id = other;
        let events = [
            (selected_tart("2026-03-04").into(), false),
            (second.into(), false),
            (order([other, tart_selection()]), true),
        ];
        assert_eq!(undone(&events).events, [order([tart_selection(), other]).into()]);
    }
}
