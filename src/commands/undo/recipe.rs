//! A recipe: each run of the edit's events is taken back by a three-way merge, the newest first.

use heirloom_events::StreamKey;
use heirloom_events::recipe::{
    Recipe, RecipeArchived, RecipeEvent, RecipeFavourited, RecipeRestored, RecipeUnfavourited,
};
use heirloom_events::values::CorrelationId;

use super::{Undone, belongs};
use crate::commands::Loaded;
use crate::commands::recipe::beside::Streams;
use crate::commands::recipe::references::{
    may_all_stand_in, merge_references, named, references_between, with_all_inside,
};
use crate::commands::recipe::{Clash, events_between, merge};

pub(super) fn undo(streams: &[Loaded], bulk: CorrelationId) -> Undone {
    let (stream, recipe) = (&streams[0], &streams[0].recipe().state);
    let (events, left) = decided(stream, bulk);
    let circle = stream.key.aggregate_id.parse().ok().and_then(|id| {
        let refused = may_all_stand_in(id, &events, &Streams(streams)).err()?;
        Some(format!("`{}`: {refused}", recipe.content.title))
    });
    match circle {
        None => Undone {
            events: crate::commands::decision::events(events),
            left,
        },
        Some(why) => Undone {
            events: Vec::new(),
            left: vec![why],
        },
    }
}

/// The recipes that come to stand in this one again, and all that is in them.
pub(super) fn follows(streams: &[Loaded], bulk: CorrelationId) -> Vec<StreamKey> {
    let (events, _) = decided(&streams[0], bulk);
    with_all_inside(named(&events), streams)
}

/// The events that take the edit back, and what is left.
fn decided(stream: &Loaded, bulk: CorrelationId) -> (Vec<RecipeEvent>, Vec<String>) {
    let now = &stream.recipe().state;
    let mut target = now.clone();
    let mut left = Vec::new();
    for (first, last) in runs(stream, bulk).into_iter().rev() {
        if let Err(why) = take_back(stream, bulk, (first, last), &mut target, &mut left) {
            return (Vec::new(), vec![format!("`{}`: {why}", now.content.title)]);
        }
    }
    if archived_since(stream, bulk)
        && target.archived
        && (now.content != target.content || now.references != target.references)
    {
        let why = format!(
            "`{}` was archived since; restore it, then undo again",
            now.content.title
        );
        return (Vec::new(), vec![why]);
    }
    (events_to(now, &target), left)
}

/// Whether the recipe is archived, and was not when the edit's last event came.
///
/// What an archived recipe takes (a picture that is moved to another place) is taken back there too.
fn archived_since(stream: &Loaded, bulk: CorrelationId) -> bool {
    let last = stream.events.iter().rev().find(|event| belongs(event, bulk));
    let then = last.is_some_and(|event| stream.at(event.sequence).recipe().state.archived);
    stream.recipe().state.archived && !then
}

/// From which version to which the stream holds events of the edit, without others between.
fn runs(stream: &Loaded, bulk: CorrelationId) -> Vec<(u64, u64)> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for event in stream.events.iter().filter(|event| belongs(event, bulk)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == event.sequence => *last += 1,
            _ => runs.push((event.sequence, event.sequence)),
        }
    }
    runs
}

fn take_back(
    stream: &Loaded,
    bulk: CorrelationId,
    (first, last): (u64, u64),
    target: &mut Recipe,
    left: &mut Vec<String>,
) -> Result<(), String> {
    if first == 1 {
        return match stream.events.iter().all(|event| belongs(event, bulk)) {
            true => {
                target.archived = true;
                Ok(())
            }
            false => {
                Err("it was created by the bulk edit and changed by others since; archive it yourself".into())
            }
        };
    }
    let (before, after) = (stream.at(first - 1), stream.at(last));
    let (before, after) = (&before.recipe().state, &after.recipe().state);
    target.content =
        merge(&after.content, &target.content, &before.content).map_err(|clashes| said(&clashes))?;
    target.references =
        merge_references(&after.references, target, &before.references).map_err(|clashes| said(&clashes))?;
    // A flag has two values: where it is no longer what the edit made of it, it is what it was before.
    target.favourite = if target.favourite == after.favourite {
        before.favourite
    } else {
        target.favourite
    };
    target.archived = if target.archived == after.archived {
        before.archived
    } else {
        target.archived
    };
    if after.times_cooked > before.times_cooked {
        left.push(format!(
            "`{}`: that it was cooked stays in its history",
            target.content.title
        ));
    }
    Ok(())
}

fn said(clashes: &[Clash]) -> String {
    let clashes: Vec<String> = clashes.iter().map(Clash::to_string).collect();
    format!(
        "it was changed since where the bulk edit had changed it ({})",
        clashes.join("; ")
    )
}

fn events_to(now: &Recipe, target: &Recipe) -> Vec<RecipeEvent> {
    let mut events = Vec::new();
    if now.archived && !target.archived {
        events.push(RecipeRestored {}.into());
    }
    events.extend(events_between(&now.content, &target.content));
    events.extend(references_between(now, target));
    match (now.favourite, target.favourite) {
        (false, true) => events.push(RecipeFavourited {}.into()),
        (true, false) => events.push(RecipeUnfavourited {}.into()),
        _ => {}
    }
    if !now.archived && target.archived {
        events.push(RecipeArchived {}.into());
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use crate::commands::undo::undo;
    use crate::testing::recorded::stream_of;
    use heirloom_events::StreamType;
    use heirloom_events::recipe::*;
    use heirloom_events::values::{ImageRef, RecipeId};

    /// A stream of a recipe's events; those with `true` are the bulk edit's.
    fn stream(events: &[(RecipeEvent, bool)], bulk: CorrelationId) -> Loaded {
        let key = StreamKey::new(StreamType::Recipe, leek_tart_id());
        let events = events
            .iter()
            .map(|(event, ours)| (event.clone().into(), ours.then_some(bulk)));
        Loaded::new(key.clone(), stream_of(key, events))
    }

    #[track_caller]
    fn check(events: &[(RecipeEvent, bool)], expected: Result<Vec<RecipeEvent>, &str>) {
        let bulk = CorrelationId::derived("bulk");
        let undone = undo(&[stream(events, bulk)], bulk);
        match expected {
            Ok(expected) => assert_eq!(undone.events, crate::commands::decision::events(expected)),
            Err(part) => assert!(
                undone.events.is_empty() && undone.left[0].contains(part),
                "{undone:?}"
            ),
        }
    }

    fn renamed(title: &str) -> RecipeEvent {
        RecipeRenamed { title: title.into() }.into()
    }

    fn noted(notes: Option<&str>) -> RecipeEvent {
        RecipeNotesSet {
            notes: notes.map(str::to_owned),
        }
        .into()
    }

    #[test]
    fn what_the_edit_changed_is_taken_back_and_nothing_else() {
        let events = [
            (leek_tart(), false),
            (renamed("Tart"), true),
            (noted(Some("theirs")), false),
            (RecipeFavourited {}.into(), true),
        ];
        check(
            &events,
            Ok(vec![renamed("Leek tart"), RecipeUnfavourited {}.into()]),
        );
    }

    fn stands_for(text: &str, recipe: Option<&str>) -> RecipeEvent {
        IngredientLineReferenceSet {
            line_id: line(text).line_id,
            recipe_id: recipe.map(RecipeId::derived),
        }
        .into()
    }

    #[test]
    fn a_line_stands_again_for_what_it_stood_for_unless_somebody_chose_anew() {
        let dough = |recipe| stands_for("200 g flour", recipe);
        let mut events = vec![
            (leek_tart(), false),
            (dough(Some("dough")), false),
            (dough(None), true),
        ];
        check(&events, Ok(vec![dough(Some("dough"))]));
        events.push((dough(Some("pastry")), false));
        check(&events, Err("what line `200 g flour` stands for"));
    }

    #[test]
    fn a_line_that_the_edit_took_away_comes_back_with_what_it_stood_for() {
        let gone = IngredientLineRemoved {
            line_id: line("3 eggs").line_id,
        };
        let events = [
            (leek_tart(), false),
            (stands_for("3 eggs", Some("egg mixture")), false),
            (gone.into(), true),
        ];
        let back = IngredientLineAdded {
            line: line("3 eggs"),
            after: Some(line("200 g flour").line_id),
        };
        check(
            &events,
            Ok(vec![back.into(), stands_for("3 eggs", Some("egg mixture"))]),
        );
    }

    #[test]
    fn a_recipe_does_not_come_to_contain_itself_by_an_undo() {
        let bulk = CorrelationId::derived("bulk");
        let dough = |recipe| stands_for("200 g flour", recipe);
        let ours = [
            (leek_tart(), false),
            (dough(Some("dough")), false),
            (dough(None), true),
        ];
        let key = StreamKey::new(StreamType::Recipe, RecipeId::derived("dough"));
        let theirs = [
            RecipeCreated {
                content: Content {
                    title: "Dough".into(),
                    ..leek_tart_content()
                },
            }
            .into(),
            stands_for("3 eggs", Some("leek tart")),
        ];
        let theirs = theirs.map(|event| (event.into(), None));
        let streams = [
            stream(&ours, bulk),
            Loaded::new(key.clone(), stream_of(key.clone(), theirs)),
        ];
        assert_eq!(crate::commands::undo::follows(&streams[..1], bulk), [key]);
        let undone = undo(&streams, bulk);
        assert!(
            undone.events.is_empty() && undone.left[0].contains("cannot contain itself"),
            "{undone:?}"
        );
    }

    #[test]
    fn what_others_made_of_the_same_thing_stays() {
        let events = [
            (leek_tart(), false),
            (renamed("Tart"), true),
            (renamed("Quiche"), false),
        ];
        check(&events, Err("title is `Quiche` there and `Leek tart` here"));
    }

    #[test]
    fn a_second_undo_finds_nothing_to_do() {
        let events = [
            (leek_tart(), false),
            (renamed("Tart"), true),
            (renamed("Leek tart"), false),
        ];
        check(&events, Ok(vec![]));
    }

    #[test]
    fn a_recipe_that_the_edit_created_is_put_away() {
        check(
            &[(leek_tart(), true), (renamed("Tart"), true)],
            Ok(vec![RecipeArchived {}.into()]),
        );
        check(
            &[(leek_tart(), true), (renamed("Tart"), false)],
            Err("changed by others since"),
        );
    }

    #[test]
    fn a_recipe_that_the_edit_archived_comes_back() {
        let events = [
            (leek_tart(), false),
            (renamed("Tart"), true),
            (RecipeArchived {}.into(), true),
        ];
        check(&events, Ok(vec![RecipeRestored {}.into(), renamed("Leek tart")]));
    }

    #[test]
    fn a_picture_that_was_moved_goes_back_though_the_recipe_is_archived() {
        let image = |key: &str| Some(ImageRef::from_path(key));
        let set = |key: &str| RecipeEvent::from(RecipeImageSet { image: image(key) });
        let moved = RecipeImageRelocated {
            to: ImageRef::new("bucket", "tart.jpg"),
            blake3: "0".repeat(64),
        };
        let archived = || (RecipeArchived {}.into(), false);
        let before = [(leek_tart(), false), (set("tart.jpg"), false), archived()];
        let events = [before.to_vec(), vec![(moved.clone().into(), true)]].concat();
        check(&events, Ok(vec![set("tart.jpg")]));
        let events = [before[..2].to_vec(), vec![(moved.into(), true), archived()]].concat();
        check(&events, Err("was archived since"));
    }

    #[test]
    fn a_recipe_archived_since_is_left_alone() {
        let events = [
            (leek_tart(), false),
            (renamed("Tart"), true),
            (RecipeArchived {}.into(), false),
        ];
        check(&events, Err("was archived since"));
    }
}
