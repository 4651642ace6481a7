//! A shopping list: lines that still stand as the edit left them become what they were, and so do ticks, flags
//! and what is at home.
//!
//! What was made by hand of an item that the plan needs (changed, moved, taken off) stays: no event says "as the
//! plan has it".

use heirloom_events::shopping::{
    ItemFlagged, ItemHaveSet, ItemTicked, ItemUnticked, Line, ShoppingEvent, ShoppingLineAdded,
    ShoppingLineChanged, ShoppingLineRemoved, ShoppingList,
};
use heirloom_events::values::{CorrelationId, ItemId};
use heirloom_events::{Event, Stream};

use super::{Undone, belongs};
use crate::commands::Loaded;
use crate::commands::shopping::key::line_key;
use crate::commands::shopping::marks::{Marks, hearers, standing};
use crate::commands::shopping::words::in_words;

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let mut undone = Undone::default();
    let mut list = stream.shopping().state.clone();
    for edit in edits(stream, bulk).into_iter().rev() {
        match back(&edit, &list) {
            Err(why) => undone.left.push(why),
            Ok(events) => events.into_iter().for_each(|event| {
                list.apply(event.clone());
                undone.events.push(event.into());
            }),
        }
    }
    undone
}

/// One of the edit's events, in words, and what stood of its line or item before and after it.
struct Edit {
    event: ShoppingEvent,
    told: String,
    before: Stood,
    after: Stood,
}

/// What stands of a line or an item: the line, and what each list heard of it.
struct Stood {
    line: Option<Line>,
    marks: [Marks; 2],
}

impl Stood {
    fn of(list: &ShoppingList, (id, key): &(Option<ItemId>, String)) -> Self {
        let line = id.and_then(|id| list.lines.get(&id));
        Self {
            // Its place among the others is theirs too.
            line: line.map(|line| Line {
                place: 0,
                ..line.clone()
            }),
            marks: [1, 2].map(|algorithm| standing(list, key, algorithm)),
        }
    }

    fn marks(&self, algorithm: u8) -> &Marks {
        &self.marks[usize::from(algorithm == 2)]
    }
}

fn edits(stream: &Loaded, bulk: CorrelationId) -> Vec<Edit> {
    let mut list = ShoppingList::default();
    let mut edits = Vec::new();
    for recorded in &stream.events {
        for event in recorded
            .events
            .clone()
            .into_iter()
            .filter_map(Event::into_shopping)
        {
            if !belongs(recorded, bulk) {
                list.apply(event);
                continue;
            }
            let subject = subject(&event);
            let (told, before) = (in_words(&list, &event), Stood::of(&list, &subject));
            list.apply(event.clone());
            let after = Stood::of(&list, &subject);
            edits.push(Edit {
                event,
                told,
                before,
                after,
            });
        }
    }
    edits
}

/// The line, where the event is about one, and the key of the line or item.
fn subject(event: &ShoppingEvent) -> (Option<ItemId>, String) {
    let line = |id| (Some(id), line_key(id));
    let item = |key: &String| (None, key.clone());
    match event {
        ShoppingEvent::ShoppingLineAdded(e) => line(e.item_id),
        ShoppingEvent::ShoppingLineChanged(e) => line(e.item_id),
        ShoppingEvent::ShoppingLineRemoved(e) => line(e.item_id),
        ShoppingEvent::ItemTicked(e) => item(&e.key),
        ShoppingEvent::ItemUnticked(e) => item(&e.key),
        ShoppingEvent::ItemHaveSet(e) => item(&e.key),
        ShoppingEvent::ItemFlagged(e) => item(&e.key),
        ShoppingEvent::ItemChanged(e) => item(&e.key),
        ShoppingEvent::ItemMoved(e) => item(&e.key),
        ShoppingEvent::ItemRemoved(e) => item(&e.key),
        ShoppingEvent::ListSynchronised(_) => (None, String::new()),
    }
}

/// The events that take one event back; none where that is done already; why not, where others made something
/// else of it.
fn back(edit: &Edit, now: &ShoppingList) -> Result<Vec<ShoppingEvent>, String> {
    let now = Stood::of(now, &subject(&edit.event));
    match &edit.event {
        ShoppingEvent::ShoppingLineAdded(e) => line(edit, now, e.item_id),
        ShoppingEvent::ShoppingLineChanged(e) => line(edit, now, e.item_id),
        ShoppingEvent::ShoppingLineRemoved(e) => line(edit, now, e.item_id),
        ShoppingEvent::ItemTicked(e) => mark(edit, &now, &e.key, e.algorithm),
        ShoppingEvent::ItemUnticked(e) => mark(edit, &now, &e.key, e.algorithm),
        ShoppingEvent::ItemHaveSet(e) => mark(edit, &now, &e.key, e.algorithm),
        ShoppingEvent::ItemFlagged(e) => mark(edit, &now, &e.key, e.algorithm),
        ShoppingEvent::ItemChanged(_) | ShoppingEvent::ItemMoved(_) | ShoppingEvent::ItemRemoved(_) => {
            Err(format!("{}: it stays so; change it by hand", edit.told))
        }
        ShoppingEvent::ListSynchronised(_) => Err(format!("{}: that cannot be taken back", edit.told)),
    }
}

fn line(edit: &Edit, now: Stood, id: ItemId) -> Result<Vec<ShoppingEvent>, String> {
    let (before, after, current) = (&edit.before.line, &edit.after.line, now.line.as_ref());
    if current == before.as_ref() {
        return Ok(vec![]);
    }
    if current != after.as_ref() {
        return Err(format!("{}: it was changed since", edit.told));
    }
    Ok(match (before.clone(), current) {
        (None, _) => vec![ShoppingLineRemoved { item_id: id }.into()],
        (Some(before), Some(current)) => vec![changed(id, current, before)],
        (Some(line), None) => {
            let mut events = vec![put_back(id, line)];
            for algorithm in [1, 2] {
                let (from, to) = (now.marks(algorithm), edit.before.marks(algorithm));
                events.extend(between(&line_key(id), algorithm, from, to));
            }
            events
        }
    })
}

/// The event that makes this of a line that is there. A change can take nothing away, so where a unit or a
/// category has to go, the line is put there anew, in its place.
fn changed(item_id: ItemId, current: &Line, line: Line) -> ShoppingEvent {
    let goes = |now: &Option<String>, then: &Option<String>| now.is_some() && then.is_none();
    if goes(&current.unit, &line.unit) || goes(&current.category, &line.category) {
        return put_back(item_id, line);
    }
    ShoppingLineChanged {
        item_id,
        name: (line.name != current.name).then_some(line.name),
        quantity: (line.quantity != current.quantity).then_some(line.quantity),
        unit: line.unit.filter(|unit| Some(unit) != current.unit.as_ref()),
        category: line
            .category
            .filter(|category| Some(category) != current.category.as_ref()),
    }
    .into()
}

fn put_back(item_id: ItemId, line: Line) -> ShoppingEvent {
    let Line {
        name,
        quantity,
        unit,
        category,
        source,
        key,
        ..
    } = line;
    ShoppingLineAdded {
        item_id,
        name,
        quantity,
        unit,
        category,
        source,
        key,
    }
    .into()
}

/// A mark goes back in each list that heard it.
fn mark(edit: &Edit, now: &Stood, key: &str, algorithm: u8) -> Result<Vec<ShoppingEvent>, String> {
    let mut events = Vec::new();
    for algorithm in hearers(algorithm) {
        let current = now.marks(algorithm);
        // Only what this event said; the rest is left as it is.
        let with = |of: &Marks| match &edit.event {
            ShoppingEvent::ItemHaveSet(_) => Marks {
                have: of.have,
                ..current.clone()
            },
            ShoppingEvent::ItemFlagged(_) => Marks {
                flagged: of.flagged,
                ..current.clone()
            },
            _ => Marks {
                ticked: of.ticked.clone(),
                ..current.clone()
            },
        };
        let (before, after) = (
            with(edit.before.marks(algorithm)),
            with(edit.after.marks(algorithm)),
        );
        if *current != before && *current != after {
            return Err(format!("{}: it was marked anew since", edit.told));
        }
        events.extend(between(key, algorithm, current, &before));
    }
    Ok(events)
}

/// The events that make one set of marks of another, in one algorithm's list.
fn between(key: &str, algorithm: u8, from: &Marks, to: &Marks) -> Vec<ShoppingEvent> {
    let key = || key.to_owned();
    let mut events: Vec<ShoppingEvent> = Vec::new();
    if from.ticked != to.ticked {
        events.push(match to.ticked.clone() {
            None => ItemUnticked {
                key: key(),
                algorithm,
            }
            .into(),
            Some((quantity, unit)) => ItemTicked {
                key: key(),
                algorithm,
                quantity,
                unit,
            }
            .into(),
        });
    }
    if from.have != to.have {
        events.push(
            ItemHaveSet {
                key: key(),
                algorithm,
                have: to.have,
            }
            .into(),
        );
    }
    if from.flagged != to.flagged {
        events.push(
            ItemFlagged {
                key: key(),
                algorithm,
                flagged: to.flagged,
            }
            .into(),
        );
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use crate::testing::recorded::stream_of;
    use heirloom_events::shopping::{ItemRemoved, ListSynchronised};
    use heirloom_events::{StreamKey, StreamType};

    fn loaded(events: &[(ShoppingEvent, bool)]) -> (Loaded, CorrelationId) {
        let bulk = CorrelationId::derived("bulk");
        let key = StreamKey::new(StreamType::Shopping, "week");
        let events = events
            .iter()
            .map(|(event, ours)| (event.clone().into(), ours.then_some(bulk)));
        (Loaded::new(key.clone(), stream_of(key, events)), bulk)
    }

    /// The list without the edit's events is what the undo makes of it again.
    #[track_caller]
    fn goes_back(events: &[(ShoppingEvent, bool)]) {
        let (stream, bulk) = loaded(events);
        let undone = undo(&stream, bulk);
        assert_eq!(undone.left, Vec::<String>::new());
        let mut list = stream.shopping().state.clone();
        undone
            .events
            .into_iter()
            .filter_map(Event::into_shopping)
            .for_each(|event| list.apply(event));
        let before = folded(
            events
                .iter()
                .filter(|(_, ours)| !ours)
                .map(|(event, _)| event.clone()),
        );
        let contents = |list: &ShoppingList| {
            let lines = list.lines.iter().map(|(id, line)| {
                (
                    *id,
                    Line {
                        place: 0,
                        ..line.clone()
                    },
                )
            });
            let marks = |id: &ItemId| [1, 2].map(|algorithm| standing(list, &line_key(*id), algorithm));
            lines.map(|(id, line)| (id, line, marks(&id))).collect::<Vec<_>>()
        };
        assert_eq!(contents(&list), contents(&before));
    }

    fn changed_to(quantity_: Option<&str>, unit: Option<&str>) -> ShoppingEvent {
        ShoppingLineChanged {
            item_id: id("milk"),
            name: None,
            quantity: quantity_.map(quantity),
            unit: unit.map(str::to_owned),
            category: None,
        }
        .into()
    }

    fn have(name: &str, algorithm: u8, have: bool) -> ShoppingEvent {
        ItemHaveSet {
            key: key(name),
            algorithm,
            have,
        }
        .into()
    }

    fn gone(name: &str) -> ShoppingEvent {
        ShoppingLineRemoved { item_id: id(name) }.into()
    }

    #[test]
    fn lines_become_what_they_were() {
        goes_back(&[(added("milk"), true)]);
        goes_back(&[(added("milk"), false), (changed_to(Some("2"), None), true)]);
        goes_back(&[(added("milk"), false), (changed_to(None, Some("l")), true)]);
        goes_back(&[(added("milk"), false), (gone("milk"), true)]);
    }

    #[test]
    fn a_line_that_comes_back_has_its_marks_again() {
        let flagged = ItemFlagged {
            key: key("milk"),
            algorithm: 2,
            flagged: true,
        };
        goes_back(&[
            (added("milk"), false),
            (have("milk", 0, true), false),
            (flagged.into(), false),
            (gone("milk"), true),
        ]);
    }

    #[test]
    fn marks_become_what_they_were_in_the_list_that_heard_them() {
        let tick = ItemTicked {
            key: key("milk"),
            algorithm: 0,
            quantity: None,
            unit: None,
        };
        goes_back(&[
            (added("milk"), false),
            (have("milk", 1, true), false),
            (have("milk", 0, true), true),
            (tick.into(), true),
        ]);
    }

    #[test]
    fn what_others_made_of_it_since_stays() {
        let (stream, bulk) = loaded(&[
            (added("milk"), false),
            (changed_to(Some("2"), None), true),
            (changed_to(Some("3"), None), false),
        ]);
        let undone = undo(&stream, bulk);
        assert_eq!(
            (undone.events, undone.left),
            (
                vec![],
                vec!["`milk` changed: quantity `2`: it was changed since".to_owned()]
            )
        );
    }

    #[test]
    fn what_was_made_by_hand_of_what_the_plan_needs_stays_and_is_told() {
        let removed = ItemRemoved {
            key: "leek::count".into(),
            algorithm: 0,
        };
        let (stream, bulk) = loaded(&[(removed.into(), true), (ListSynchronised {}.into(), true)]);
        let undone = undo(&stream, bulk);
        assert!(undone.events.is_empty());
        assert_eq!(undone.left.len(), 2);
        assert!(undone.left[1].contains("`leek::count` taken off"), "{undone:?}");
    }

    #[test]
    fn a_second_undo_finds_nothing_to_do() {
        let (stream, bulk) = loaded(&[(added("milk"), true), (gone("milk"), false)]);
        assert_eq!(undo(&stream, bulk), Undone::default());
    }
}
