//! From a command and the streams that it needs to events per stream; pure.

use heirloom_events::Event;
use heirloom_events::plan::PlanEvent;

use super::plan::follow::recipe_key;
use super::plan::{CompleteMeal, Dishes, PlanCommand};
use super::recipe::beside::Streams;
use super::refusal::{Conflict, Refusal};
use super::{Command, Envelope, Loaded, OnConflict, merged};

/// How many changes a conflict lists; more are counted.
const LISTED: usize = 20;

/// Events per stream, in the order of [`Command::streams`]; where it writes to streams that only those can
/// name, of all streams that were loaded.
pub(crate) type Decided = Vec<Vec<Event>>;

/// Decides with the expected version in mind: `streams` are those that the command may write to, and
/// behind them those that it looks at.
pub(crate) fn decide_expecting(
    envelope: &Envelope,
    command: &Command,
    streams: &[Loaded],
) -> Result<Decided, Refusal> {
    let first = &streams[0];
    match (envelope.expected_version, envelope.on_conflict) {
        (Some(expected), OnConflict::Merge) if expected < first.version() => {
            merged::decide_on_old(command, streams, expected)
        }
        (Some(expected), _) if expected != first.version() => Err(conflict(first, expected, vec![])),
        _ => decide(command, streams),
    }
}

/// The refusal of a writer who looked at another version.
pub(crate) fn conflict(stream: &Loaded, expected: u64, clashes: Vec<super::recipe::Clash>) -> Refusal {
    let mut changed_between = match expected < stream.version() {
        true => stream.changes_since(expected),
        false => Vec::new(),
    };
    if let Some(more) = changed_between.len().checked_sub(LISTED).filter(|more| *more > 0) {
        changed_between.truncate(LISTED);
        changed_between.push(format!("and {more} more"));
    }
    Refusal::Conflict(Box::new(Conflict {
        stream: stream.key.clone(),
        expected,
        actual: stream.version(),
        changed_between,
        clashes,
    }))
}

/// Decides on the streams as they are.
pub(crate) fn decide(command: &Command, streams: &[Loaded]) -> Result<Decided, Refusal> {
    let stream = &streams[0];
    Ok(match command {
        Command::Recipe(c) => vec![events(c.decide(stream.recipe(), &Streams(streams))?)],
        Command::Catalogue(c) => vec![events(c.decide(stream.catalogue())?)],
        Command::Household(c) => vec![events(c.decide(stream.household())?)],
        Command::Plan(c) => decide_plan(c, streams)?,
        Command::Meal(c) => vec![events(c.decide(stream.meal(), &Dishes::among(streams))?)],
        Command::Shopping(c) => vec![events(c.decide(stream.shopping())?)],
        Command::Source(c) => vec![events(c.decide(stream.source())?)],
    })
}

fn decide_plan(command: &PlanCommand, streams: &[Loaded]) -> Result<Decided, Refusal> {
    let week = streams[0].week();
    if let (PlanCommand::MoveMeal(c), Some(_)) = (command, command.other_week()) {
        let (here, there): (Vec<PlanEvent>, Vec<PlanEvent>) =
            c.decide_across(&week.state, &streams[1].week().state)?;
        return Ok(vec![events(here), events(there)]);
    }
    let dishes = Dishes::among(streams);
    let planned = events(command.decide(week, &dishes)?);
    match command {
        PlanCommand::CompleteMeal(c) => Ok(with_cooking(c, planned, streams, &dishes)),
        _ => Ok(vec![planned]),
    }
}

/// The completion of a meal, and in the stream of its main recipe the cooking.
fn with_cooking(command: &CompleteMeal, planned: Vec<Event>, streams: &[Loaded], dishes: &Dishes) -> Decided {
    let mut decided = vec![planned];
    if let Some((cooking, cooked)) = command.cooking(&streams[0].week().state, dishes) {
        let key = recipe_key(cooking.recipe_id);
        let at = streams.iter().position(|stream| stream.key == key);
        let at = at.expect("a dish is among the streams that it was taken from");
        decided.resize(at + 1, Vec::new());
        decided[at] = events(cooked);
    }
    decided
}

pub(crate) fn events<E: Into<Event>>(events: Vec<E>) -> Vec<Event> {
    events.into_iter().map(Into::into).collect()
}
