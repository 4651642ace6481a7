//! A log over a log: what is appended stays in memory, and is read as if it were there.
//!
//! For dry runs: whatever works on a log says what it would do, refusals included, and nothing is written. Only
//! one household's events are kept; what another process writes meanwhile is not seen.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use heirloom_events::StreamKey;
use heirloom_events::values::{CommandId, HouseholdId};

use super::encode::{Encoded, encode};
use super::writing::Writing;
use super::{
    Activation, Append, AppendError, Appended, EventLog, Head, LogError, Replay, StoredEvent, Upto, reader,
};

/// A log over a log.
pub struct PretendLog {
    log: Arc<dyn EventLog>,
    household: HouseholdId,
    /// The household's head when it began.
    head: u64,
    writing: Writing,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    events: Vec<StoredEvent>,
    commands: HashMap<CommandId, Appended>,
}

impl PretendLog {
    /// Over the log as it is now, for one household.
    ///
    /// # Errors
    /// Where the log cannot be read, or is at a revision that this build does not know.
    pub async fn over(log: Arc<dyn EventLog>, household: HouseholdId) -> Result<Self, LogError> {
        let active = log.revisions().await?.pop();
        let active = active.ok_or_else(|| LogError::Refused("the log has no active revision".into()))?;
        Ok(Self {
            head: log.head(household).await?,
            writing: Writing::by(active.no, &active.revision)?,
            log,
            household,
            kept: Mutex::default(),
        })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The kept events of a stream.
    fn of(&self, stream: &StreamKey) -> Vec<StoredEvent> {
        let is_of = |event: &&StoredEvent| {
            event.aggregate_type == stream.aggregate_type.to_string()
                && event.aggregate_id == stream.aggregate_id
        };
        self.kept().events.iter().filter(is_of).cloned().collect()
    }

    fn keep(&self, encoded: Encoded, now: DateTime<Utc>) -> Appended {
        let mut kept = self.kept();
        for event in encoded.events {
            let stream = &encoded.streams[event.stream];
            let stored = StoredEvent {
                household: self.household,
                position: self.head + kept.events.len() as u64 + 1,
                aggregate_type: stream.key.aggregate_type.to_string(),
                aggregate_id: stream.key.aggregate_id.clone(),
                sequence: event.sequence.unsigned_abs(),
                event_type: event.event_type.to_owned(),
                event_version: event.event_version,
                payload: event.payload,
                metadata: event.metadata.unwrap_or_else(|| stream.metadata.clone()),
                recorded_at: now,
            };
            kept.events.push(stored);
        }
        Appended {
            position: self.head + kept.events.len() as u64,
            events: 0,
            repeated: false,
        }
    }
}

fn refused<T>(what: &str) -> Result<T, LogError> {
    Err(LogError::Refused(format!("a dry run cannot {what}")))
}

#[async_trait]
impl EventLog for PretendLog {
    async fn append(&self, append: Append) -> Result<Appended, AppendError> {
        if let Some(first) = self.find_command(append.household, append.command_id).await? {
            return Ok(Appended {
                repeated: true,
                ..first
            });
        }
        if append.household != self.household {
            return Err(refused::<Appended>("write to another household")
                .unwrap_err()
                .into());
        }
        let encoded = encode(&append, &self.writing)?;
        let events = encoded.events.len() as u64;
        let appended = Appended {
            events,
            ..self.keep(encoded, Utc::now())
        };
        self.kept().commands.insert(append.command_id, appended);
        Ok(appended)
    }

    async fn revisions(&self) -> Result<Vec<Activation>, LogError> {
        self.log.revisions().await
    }

    async fn find_command(
        &self,
        household: HouseholdId,
        command: CommandId,
    ) -> Result<Option<Appended>, LogError> {
        let kept = self.kept().commands.get(&command).copied();
        match kept {
            Some(appended) => Ok(Some(appended)),
            None => self.log.find_command(household, command).await,
        }
    }

    async fn read_stream(
        &self,
        household: HouseholdId,
        stream: &StreamKey,
        upto: Upto,
    ) -> Result<Vec<StoredEvent>, LogError> {
        let mut events = self.log.read_stream(household, stream, upto).await?;
        let kept = self.of(stream);
        match upto {
            Upto::Latest => events.extend(kept),
            Upto::Version(version) => events.extend(kept.into_iter().filter(|e| e.sequence <= version)),
            Upto::RecordedAt(at) => events.extend(kept.into_iter().filter(|e| e.recorded_at <= at)),
            Upto::OccurredAt(at) => {
                for event in kept {
                    let when = reader::read(&event).map_err(LogError::Poison)?.occurred_at();
                    if when <= at {
                        events.push(event);
                    }
                }
            }
        }
        Ok(events)
    }

    async fn read_streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        let mut events = self
            .log
            .read_streams(household, streams, upto_position.min(self.head))
            .await?;
        for stream in streams {
            events.extend(
                self.of(stream)
                    .into_iter()
                    .filter(|event| event.position <= upto_position),
            );
        }
        events.sort_by_key(|event| event.position);
        Ok(events)
    }

    async fn read_household(
        &self,
        household: HouseholdId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        let mut events = match after < self.head {
            true => {
                let limit = limit.min(self.head - after);
                self.log.read_household(household, after, limit).await?
            }
            false => Vec::new(),
        };
        let room = usize::try_from(limit).unwrap_or(usize::MAX) - events.len();
        let kept = self.kept();
        // kept events stand in the order of their positions, without a gap
        let passed = usize::try_from(after.saturating_sub(self.head)).unwrap_or(usize::MAX);
        events.extend(kept.events.iter().skip(passed).take(room).cloned());
        Ok(events)
    }

    async fn heads(&self) -> Result<Vec<Head>, LogError> {
        let mut heads = self.log.heads().await?;
        heads.retain(|head| head.household != self.household);
        heads.push(Head {
            household: self.household,
            head: self.head(self.household).await?,
        });
        heads.sort_by_key(|head| head.household);
        Ok(heads)
    }

    async fn head(&self, household: HouseholdId) -> Result<u64, LogError> {
        match household == self.household {
            true => Ok(self.head + self.kept().events.len() as u64),
            false => self.log.head(household).await,
        }
    }

    async fn replay(&self) -> Result<Replay, LogError> {
        refused("replay the log")
    }

    async fn import(
        &self,
        _: &BTreeMap<String, String>,
        _: BoxStream<'_, Result<StoredEvent, LogError>>,
    ) -> Result<u64, LogError> {
        refused("import a log")
    }

    async fn name_actor(&self, _: &str, _: Option<&str>) -> Result<(), LogError> {
        Ok(())
    }

    async fn actor_names(&self) -> Result<BTreeMap<String, String>, LogError> {
        self.log.actor_names().await
    }

    async fn wait_for_news(&self, at_most: Duration) {
        self.log.wait_for_news(at_most).await;
    }
}
