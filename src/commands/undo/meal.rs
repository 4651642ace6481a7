//! A meal: what the edit made of its name, its dishes, its tags and the rest goes back to what it was, where
//! it still is what the edit made of it.

use heirloom_events::meal::{
    Meal, MealArchived, MealComposed, MealEvent, MealRenamed, MealRestored, MealSavedSet, MealTagsSet,
};
use heirloom_events::values::CorrelationId;

use super::{Undone, belongs};
use crate::commands::Loaded;
use crate::commands::decision::events;

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let now = &stream.meal().state;
    if stream.events.first().is_some_and(|event| belongs(event, bulk)) {
        return created(stream, bulk);
    }
    let mut target = now.clone();
    let mut left = Vec::new();
    for event in stream.events.iter().rev().filter(|event| belongs(event, bulk)) {
        let (before, after) = (stream.at(event.sequence - 1), stream.at(event.sequence));
        let (before, after) = (&before.meal().state, &after.meal().state);
        for aspect in ASPECTS.iter().filter(|aspect| !(aspect.same)(before, after)) {
            if (aspect.same)(&target, before) {
                continue;
            }
            match (aspect.same)(&target, after) {
                true => (aspect.set)(&mut target, before),
                false => left.push(format!("`{}`: {} changed since", now.name, aspect.what)),
            }
        }
    }
    Undone {
        events: events(events_to(now, &target)),
        left,
    }
}

/// A meal that the edit put together is put away, unless others went on with it.
fn created(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let meal = &stream.meal().state;
    let mut undone = Undone::default();
    if !stream.events.iter().all(|event| belongs(event, bulk)) {
        if !meal.archived {
            undone.left.push(format!(
                "`{}` was put together by the bulk edit and changed by others since; archive it yourself",
                meal.name
            ));
        }
    } else if !meal.archived {
        undone.events = events(vec![MealEvent::from(MealArchived {})]);
    }
    undone
}

/// A thing that two writers may both have changed.
struct Aspect {
    what: &'static str,
    same: fn(&Meal, &Meal) -> bool,
    set: fn(&mut Meal, &Meal),
}

const ASPECTS: [Aspect; 5] = [
    Aspect {
        what: "its name was",
        same: |a, b| a.name == b.name,
        set: |meal, to| meal.name.clone_from(&to.name),
    },
    Aspect {
        what: "its dishes were",
        same: |a, b| a.main_recipe_id == b.main_recipe_id && a.sides == b.sides,
        set: |meal, to| {
            meal.main_recipe_id = to.main_recipe_id;
            meal.sides.clone_from(&to.sides);
        },
    },
    Aspect {
        what: "its tags were",
        same: |a, b| a.tags == b.tags,
        set: |meal, to| meal.tags.clone_from(&to.tags),
    },
    Aspect {
        what: "whether it is kept was",
        same: |a, b| a.saved == b.saved,
        set: |meal, to| meal.saved = to.saved,
    },
    Aspect {
        what: "whether it is archived was",
        same: |a, b| a.archived == b.archived,
        set: |meal, to| meal.archived = to.archived,
    },
];

fn events_to(now: &Meal, target: &Meal) -> Vec<MealEvent> {
    let mut events: Vec<MealEvent> = Vec::new();
    if now.archived && !target.archived {
        events.push(MealRestored {}.into());
    }
    if now.name != target.name {
        let name = target.name.clone();
        events.push(MealRenamed { name }.into());
    }
    if let Some(main_recipe_id) = target.main_recipe_id
        && (now.main_recipe_id, &now.sides) != (target.main_recipe_id, &target.sides)
    {
        let sides = target.sides.clone();
        events.push(
            MealComposed {
                main_recipe_id,
                sides,
            }
            .into(),
        );
    }
    if now.tags != target.tags {
        let tags = target.tags.clone();
        events.push(MealTagsSet { tags }.into());
    }
    if now.saved != target.saved {
        let saved = target.saved;
        events.push(MealSavedSet { saved }.into());
    }
    if !now.archived && target.archived {
        events.push(MealArchived {}.into());
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;
    use crate::testing::recorded::stream_of;
    use heirloom_events::{StreamKey, StreamType};

    #[track_caller]
    fn check(given: &[(MealEvent, bool)], expected: Result<Vec<MealEvent>, &str>) {
        let bulk = CorrelationId::derived("bulk");
        let key = StreamKey::new(StreamType::Meal, supper_id());
        let given = given
            .iter()
            .map(|(event, ours)| (event.clone().into(), ours.then_some(bulk)));
        let undone = undo(&Loaded::new(key.clone(), stream_of(key, given)), bulk);
        match expected {
            Ok(expected) => assert_eq!(undone.events, events(expected)),
            Err(part) => assert!(
                undone.events.is_empty() && undone.left.iter().any(|why| why.contains(part)),
                "{undone:?}"
            ),
        }
    }

    fn renamed(name: &str) -> MealEvent {
        MealRenamed { name: name.into() }.into()
    }

    #[test]
    fn what_the_edit_changed_is_taken_back_and_nothing_else() {
        let events = [
            (supper().into(), false),
            (renamed("Dinner"), true),
            (MealTagsSet { tags: vec![] }.into(), false),
            (MealArchived {}.into(), true),
        ];
        check(&events, Ok(vec![MealRestored {}.into(), renamed("Supper")]));
    }

    #[test]
    fn what_others_made_of_the_same_thing_stays() {
        let events = [
            (supper().into(), false),
            (renamed("Dinner"), true),
            (renamed("Tea"), false),
        ];
        check(&events, Err("`Tea`: its name was changed since"));
    }

    #[test]
    fn what_is_back_already_makes_no_event() {
        let events = [
            (supper().into(), false),
            (renamed("Dinner"), true),
            (renamed("Supper"), false),
        ];
        check(&events, Ok(vec![]));
    }

    #[test]
    fn a_meal_that_the_edit_put_together_is_put_away() {
        let ours = [(supper().into(), true), (renamed("Dinner"), true)];
        check(&ours, Ok(vec![MealArchived {}.into()]));
        let theirs = [(supper().into(), true), (renamed("Dinner"), false)];
        check(&theirs, Err("archive it yourself"));
    }
}
