//! A command on an old version, merged with what others did since; pure.
//!
//! What a recipe says is merged three ways, by field, line, step and tag. In other streams the command is
//! decided anew, if what it touches (an ingredient, a setting, a selected meal) was not touched since.

use std::collections::BTreeSet;

use heirloom_events::recipe::Recipe;
use heirloom_events::{Event, Stream, limits};

use super::decision::{Decided, conflict, decide, events};
use super::recipe::beside::Streams;
use super::recipe::references::{may_all_stand_in, merge_references, references_between};
use super::recipe::{Clash, RecipeCommand, editable, events_between, merge};
use super::refusal::Refusal;
use super::subjects::of;
use super::{Command, Loaded, validate};

/// Decides a command whose writer looked at version `expected`, which is not the newest.
pub(crate) fn decide_on_old(
    command: &Command,
    streams: &[Loaded],
    expected: u64,
) -> Result<Decided, Refusal> {
    let now = &streams[0];
    match command {
        Command::Recipe(c) if c.edits_content() => Ok(vec![recipe(c, streams, expected)?]),
        // Its own rules tell whether it still makes sense: archiving twice is archiving once.
        Command::Recipe(_) => decide(command, streams),
        _ => {
            let base = now.at(expected);
            let mut then = streams.to_vec();
            then[0] = base;
            let mine = subjects(decide(command, &then)?.iter().flatten());
            let seen = usize::try_from(expected).unwrap_or(usize::MAX);
            let theirs = subjects(now.events.iter().skip(seen).flat_map(|recorded| &recorded.events));
            let clashes: Vec<Clash> = mine
                .intersection(&theirs)
                .map(|subject| touched_twice(subject))
                .collect();
            match clashes.is_empty() {
                true => decide(command, streams),
                false => Err(conflict(now, expected, clashes)),
            }
        }
    }
}

fn recipe(command: &RecipeCommand, streams: &[Loaded], expected: u64) -> Result<Vec<Event>, Refusal> {
    let (now, beside) = (&streams[0], Streams(streams));
    let current = editable(now.recipe(), command.recipe_id())?;
    let base = now.at(expected);
    let (base, theirs) = (base.recipe(), &current.content);
    if *theirs == base.state.content && current.references == base.state.references {
        return Ok(events(command.decide(now.recipe(), &beside)?));
    }
    let mut mine = base.state.clone();
    for event in command.decide(base, &beside)? {
        mine.apply(event);
    }
    let clashing = |clashes| conflict(now, expected, clashes);
    let merged = merge(&base.state.content, theirs, &mine.content).map_err(clashing)?;
    let references = merge_references(&base.state.references, current, &mine.references).map_err(clashing)?;
    validate::list("lines", merged.lines.len(), limits::LINES)?;
    validate::list("steps", merged.steps.len(), limits::STEPS)?;
    validate::list("tags", merged.tags.len(), limits::TAGS)?;
    let mut decided = events_between(theirs, &merged);
    let merged = Recipe {
        content: merged,
        references,
        ..Recipe::default()
    };
    decided.extend(references_between(current, &merged));
    may_all_stand_in(command.recipe_id(), &decided, &beside)?;
    Ok(events(decided))
}

fn touched_twice(subject: &str) -> Clash {
    Clash {
        place: subject.to_owned(),
        theirs: Some("changed".into()),
        mine: Some("changed another way".into()),
    }
}

/// What events are about: the things that two writers must not both touch unseen.
fn subjects<'a>(events: impl Iterator<Item = &'a Event>) -> BTreeSet<String> {
    events.flat_map(of).collect()
}
