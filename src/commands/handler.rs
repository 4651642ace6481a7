//! Carries commands out: load, look at the expected version, decide, append, and again where another
//! writer was faster.
//!
//! A decision is always taken on the whole stream as the log has it, so it never lacks the writer's own
//! last event; and the append says which version it saw, so it never rests on an old one.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use heirloom_events::catalogue::Catalogue;
use heirloom_events::values::{CommandId, HouseholdId, IngredientId};
use heirloom_events::{Metadata, Stamp, State, StreamKey};

use super::catalogue::CatalogueCommand;
use super::decision::{Decided, decide_expecting};
use super::receipt::{Made, Receipt, StreamVersion};
use super::warm::{Streams, Warm};
use super::{Command, Envelope, Loaded, Refusal, catalogue_key};
use crate::store::{Append, AppendError, Appended, EventLog, LogError, StreamAppend, reader};

/// How often a decision is taken anew where another writer was faster. Each round at least one of the
/// racers lands, so fifty of them need at most fifty rounds; the rest is for other processes.
const ATTEMPTS: u32 = 100;
/// The longest pause between two attempts, in milliseconds; the pause is random up to it, so that racers
/// part.
const LONGEST_PAUSE_MS: u64 = 40;

/// Why a command was not carried out. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command is refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The log could not be read or written.
    #[error(transparent)]
    Log(#[from] LogError),
    /// Other writers were faster every time. Exit code 75.
    #[error(
        "`{stream}` was written to by others {ATTEMPTS} times in a row; nothing was done, try again later"
    )]
    Busy {
        /// The stream.
        stream: StreamKey,
    },
}

/// The write side of a log.
pub struct Commands {
    pub(super) log: Arc<dyn EventLog>,
    /// Ingredients that were seen in a catalogue. They never go away, so this never grows stale.
    known: Mutex<HashMap<HouseholdId, HashSet<IngredientId>>>,
    /// Streams that stay loaded; none: each command loads its own.
    pub(super) warm: Option<tokio::sync::Mutex<Warm>>,
}

/// One command on its way: what stays the same through all attempts.
struct Task<'a> {
    household: HouseholdId,
    command_id: CommandId,
    /// Whether the caller chose the id, and so may give the command again.
    repeatable: bool,
    metadata: Metadata,
    writes: &'a [StreamKey],
}

impl Commands {
    /// Commands for this log.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>) -> Self {
        Self {
            log,
            known: Mutex::default(),
            warm: None,
        }
    }

    /// As [`Self::new`], for somebody who sends many commands to few streams of one household: those stay loaded
    /// between them, so that each costs what it adds and not what is there.
    #[must_use]
    pub fn keeping(log: Arc<dyn EventLog>, household: HouseholdId) -> Self {
        Self {
            warm: Some(tokio::sync::Mutex::new(Warm::of(household))),
            ..Self::new(log)
        }
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> &Arc<dyn EventLog> {
        &self.log
    }

    /// Carries a command out, once, however often it is given under one command id.
    ///
    /// # Errors
    /// [`CommandError::Refused`] where the rules are against it or the stream has moved on, otherwise what
    /// the log said. Nothing was written then.
    pub async fn send(
        &self,
        envelope: Envelope,
        command: impl Into<Command>,
    ) -> Result<Receipt, CommandError> {
        let command = command.into();
        let writes = command.streams(envelope.household);
        let looks_at = command.looks_at();
        let mut receipt = match self.unknown_ingredient(envelope.household, &command).await? {
            None => {
                let decide = |streams: &[Loaded]| decide_expecting(&envelope, &command, streams);
                let follows = |streams: &[Loaded]| command.follows(streams);
                self.transact(&envelope, &writes, &looks_at, follows, decide)
                    .await?
            }
            Some(refusal) => {
                let refuse = |_: &[Loaded]| Err(refusal.clone());
                self.transact(&envelope, &writes, &[], follows_none, refuse)
                    .await?
            }
        };
        if let Command::Catalogue(CatalogueCommand::DefineIngredients(define)) = &command {
            // Names that were known before answer as well, so the catalogue is asked, not the events.
            let answers = |loaded: &Loaded| define.answers(&loaded.catalogue().state);
            receipt.made.ingredient_ids = self.look(envelope.household, &writes[0], answers).await?;
        }
        Ok(receipt)
    }

    /// A stream as the log has it now.
    ///
    /// # Errors
    /// Where the database fails or an event cannot be read.
    pub async fn load(&self, household: HouseholdId, stream: &StreamKey) -> Result<Loaded, LogError> {
        Loaded::from_log(self.log.as_ref(), household, stream).await
    }

    /// Writes what `decide` makes of the streams, all of it or nothing.
    ///
    /// `decide` is handed the streams to write to, those to look at, and those that `follows` named, in this
    /// order; it answers with events for the first of them. It may be asked again, where another writer was
    /// faster.
    pub(super) async fn transact(
        &self,
        envelope: &Envelope,
        writes: &[StreamKey],
        looks_at: &[StreamKey],
        follows: impl Fn(&[Loaded]) -> Vec<StreamKey>,
        mut decide: impl FnMut(&[Loaded]) -> Result<Decided, Refusal>,
    ) -> Result<Receipt, CommandError> {
        let now = Utc::now();
        let command_id = envelope.command_id.unwrap_or_default();
        let task = Task {
            household: envelope.household,
            command_id,
            repeatable: envelope.command_id.is_some(),
            metadata: envelope.metadata(command_id, now)?,
            writes,
        };
        for attempt in 0..ATTEMPTS {
            let streams = self.load_all(&task, looks_at, &follows).await?;
            let outcome = self.attempt(&task, &streams.loaded, &mut decide, now).await;
            self.lay_back(task.household, streams).await;
            match outcome? {
                Some(receipt) => return Ok(receipt),
                None => pause(attempt).await,
            }
        }
        let stream = task.writes[0].clone();
        Err(CommandError::Busy { stream })
    }

    /// Decides on the streams and appends; none where another writer was faster.
    async fn attempt(
        &self,
        task: &Task<'_>,
        streams: &[Loaded],
        decide: &mut impl FnMut(&[Loaded]) -> Result<Decided, Refusal>,
        now: DateTime<Utc>,
    ) -> Result<Option<Receipt>, CommandError> {
        let decided = match decide(streams) {
            Ok(decided) => decided,
            Err(refusal) => {
                let first = self.first_result(task, streams).await?;
                return first.map(Some).ok_or(refusal.into());
            }
        };
        let append = append(task, streams, &decided, now);
        if append.streams.is_empty() && !task.repeatable {
            return self.nothing_done(task, streams).await.map(Some);
        }
        match self.log.append(append).await {
            Ok(appended) => self.receipt(task, streams, decided, appended).await.map(Some),
            // It may have been an earlier sending of this very command that was faster.
            Err(AppendError::WrongExpectedVersion { .. }) => Ok(self.first_result(task, streams).await?),
            Err(AppendError::Log(error)) => Err(error.into()),
        }
    }

    async fn load_all(
        &self,
        task: &Task<'_>,
        looks_at: &[StreamKey],
        follows: impl Fn(&[Loaded]) -> Vec<StreamKey>,
    ) -> Result<Streams, LogError> {
        let mut streams = Streams::default();
        let mut wanted: Vec<StreamKey> = task.writes.iter().chain(looks_at).cloned().collect();
        while !wanted.is_empty() {
            self.load_into(&mut streams, task.household, wanted).await?;
            wanted = follows(&streams.loaded);
            wanted.retain(|key| streams.loaded.iter().all(|stream| stream.key != *key));
        }
        Ok(streams)
    }

    /// What the command did the first time, where it was carried out before.
    async fn first_result(&self, task: &Task<'_>, streams: &[Loaded]) -> Result<Option<Receipt>, LogError> {
        if !task.repeatable {
            return Ok(None);
        }
        match self.log.find_command(task.household, task.command_id).await? {
            None => Ok(None),
            Some(first) => self.repeated(task, streams, first).await.map(Some),
        }
    }

    /// The receipt of a repeated command, out of the events that it made: one append's positions follow on
    /// one another.
    async fn repeated(
        &self,
        task: &Task<'_>,
        streams: &[Loaded],
        first: Appended,
    ) -> Result<Receipt, LogError> {
        let after = first.position.saturating_sub(first.events);
        let stored = match first.events {
            0 => Vec::new(),
            events => self.log.read_household(task.household, after, events).await?,
        };
        let events = reader::read_all(&stored)?;
        let mut receipt = receipt(task, first, true);
        receipt.made = Made::by(
            events
                .iter()
                .flat_map(|stored| stored.events.iter().map(|event| (&stored.stream, event))),
        );
        receipt.streams = match events.is_empty() {
            true => versions(task, streams, &[]),
            false => {
                let newest = |key: &StreamKey| events.iter().rev().find(|event| event.stream == *key);
                let version = |key: &StreamKey| newest(key).map(|event| event.sequence);
                let of = |key: &StreamKey| {
                    Some(StreamVersion {
                        version: version(key)?,
                        stream: key.clone(),
                    })
                };
                let mut written = task.writes.to_vec();
                written.extend(events.iter().map(|event| event.stream.clone()));
                let mut seen = HashSet::new();
                written.retain(|key| seen.insert(key.clone()));
                written.iter().filter_map(of).collect()
            }
        };
        Ok(receipt)
    }

    async fn receipt(
        &self,
        task: &Task<'_>,
        streams: &[Loaded],
        decided: Decided,
        appended: Appended,
    ) -> Result<Receipt, CommandError> {
        if appended.repeated {
            return Ok(self.repeated(task, streams, appended).await?);
        }
        let mut receipt = receipt(task, appended, false);
        let keyed = streams.iter().zip(&decided);
        let made = keyed.flat_map(|(stream, events)| events.iter().map(move |event| (&stream.key, event)));
        receipt.made = Made::by(made);
        receipt.streams = versions(task, streams, &decided);
        Ok(receipt)
    }

    async fn nothing_done(&self, task: &Task<'_>, streams: &[Loaded]) -> Result<Receipt, CommandError> {
        let position = self.log.head(task.household).await?;
        let appended = Appended {
            position,
            events: 0,
            repeated: false,
        };
        let mut receipt = receipt(task, appended, false);
        receipt.streams = versions(task, streams, &[]);
        Ok(receipt)
    }

    /// Why a recipe command is refused that names an ingredient which the catalogue does not have; read
    /// tables hold a foreign key there.
    async fn unknown_ingredient(
        &self,
        household: HouseholdId,
        command: &Command,
    ) -> Result<Option<Refusal>, LogError> {
        let Command::Recipe(command) = command else {
            return Ok(None);
        };
        let named = command.ingredients();
        if self.all_known(household, &named) {
            return Ok(None);
        }
        let learn = |loaded: &Loaded| {
            let catalogue: &Catalogue = &loaded.catalogue().state;
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known
                .entry(household)
                .or_default()
                .extend(catalogue.iter().map(|(id, _)| id));
            let mut named = named.into_iter();
            named.find_map(|id| super::catalogue::existing(catalogue, id).err())
        };
        self.look(household, &catalogue_key(household), learn).await
    }

    fn all_known(&self, household: HouseholdId, named: &[IngredientId]) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = |id: &IngredientId| known.get(&household).is_some_and(|seen| seen.contains(id));
        named.iter().all(seen)
    }
}

fn receipt(task: &Task<'_>, appended: Appended, repeated: bool) -> Receipt {
    Receipt {
        command_id: task.command_id,
        position: appended.position,
        events: appended.events,
        repeated: repeated || appended.repeated,
        streams: Vec::new(),
        made: Made::default(),
    }
}

fn versions(
    task: &Task<'_>,
    streams: &[Loaded],
    decided: &[Vec<heirloom_events::Event>],
) -> Vec<StreamVersion> {
    let added = |i: usize| decided.get(i).map_or(0, |events| events.len() as u64);
    let of = |(i, stream): (usize, &Loaded)| StreamVersion {
        stream: stream.key.clone(),
        version: stream.version() + added(i),
    };
    let told = streams.iter().enumerate();
    told.filter(|(i, _)| *i < task.writes.len() || added(*i) > 0)
        .map(of)
        .collect()
}

/// No stream is named by those that are loaded.
pub(super) fn follows_none(_: &[Loaded]) -> Vec<StreamKey> {
    Vec::new()
}

fn append(task: &Task<'_>, streams: &[Loaded], decided: &Decided, now: DateTime<Utc>) -> Append {
    let written = streams
        .iter()
        .zip(decided)
        .filter(|(_, events)| !events.is_empty());
    let of = |(stream, events): (&Loaded, &Vec<heirloom_events::Event>)| StreamAppend {
        stream: stream.key.clone(),
        expected_version: stream.version(),
        metadata: Metadata {
            occurred_at: occurred_at(task.metadata.occurred_at, last(&stream.state), now),
            ..task.metadata.clone()
        },
        events: events.clone(),
    };
    Append {
        household: task.household,
        command_id: task.command_id,
        streams: written.map(of).collect(),
    }
}

fn last(state: &State) -> Option<Stamp> {
    match state {
        State::Recipe(folded) => folded.updated,
        State::Catalogue(folded) => folded.updated,
        State::Household(folded) => folded.updated,
        State::Plan(folded) => folded.updated,
        State::Meal(folded) => folded.updated,
        State::Shopping(folded) => folded.updated,
        State::Source(folded) => folded.updated,
    }
}

/// When it happened, never before the stream's last event, so that "as of a time" is always a prefix.
///
/// None: when the log takes it. That is later than the last event, unless that one was given a time ahead
/// of the log's clock.
fn occurred_at(
    given: Option<DateTime<Utc>>,
    last: Option<Stamp>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    match (given, last) {
        (None, Some(last)) if last.occurred_at > last.recorded_at => Some(now.max(last.occurred_at)),
        (Some(given), Some(last)) => Some(given.max(last.occurred_at)),
        (given, _) => given,
    }
}

async fn pause(attempt: u32) {
    let longest = LONGEST_PAUSE_MS.min(1 << attempt.min(10));
    // The standard library's random keys are as good as any for a pause.
    let random = std::hash::BuildHasher::hash_one(&std::collections::hash_map::RandomState::new(), attempt);
    tokio::time::sleep(std::time::Duration::from_millis(random % (longest + 1))).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn stamp(occurred: &str, recorded: &str) -> Option<Stamp> {
        Some(Stamp {
            position: 1,
            occurred_at: at(occurred),
            recorded_at: at(recorded),
        })
    }

    #[test]
    fn occurred_at_never_goes_back_within_a_stream() {
        let now = at("2026-01-01T12:00:00Z");
        let old = stamp("2019-05-01T00:00:00Z", "2026-01-01T11:00:00Z");
        assert_eq!(occurred_at(None, old, now), None);
        assert_eq!(
            occurred_at(Some(at("2020-01-01T00:00:00Z")), old, now),
            Some(at("2020-01-01T00:00:00Z"))
        );
        assert_eq!(
            occurred_at(Some(at("2018-01-01T00:00:00Z")), old, now),
            Some(at("2019-05-01T00:00:00Z"))
        );
        let ahead = stamp("2026-01-01T12:00:05Z", "2026-01-01T11:59:00Z");
        assert_eq!(occurred_at(None, ahead, now), Some(at("2026-01-01T12:00:05Z")));
        assert_eq!(occurred_at(None, None, now), None);
    }
}
