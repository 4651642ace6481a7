//! `cqrs_es`' repository over one household of a log.

use std::sync::Arc;

use cqrs_es::Aggregate;
use cqrs_es::persist::{
    PersistedEventRepository, PersistenceError, ReplayFeed, ReplayStream, SerializedEvent, SerializedSnapshot,
};
use heirloom_events::values::HouseholdId;
use heirloom_events::{Event, Metadata, Parts, Recorded, Residues, StreamKey, StreamType};
use heirloom_upcasters::Stored;
use serde_json::{Value, json};

use super::super::{Append, AppendError, EventLog, LogError, StreamAppend, Upto, reader};

const CHANNEL: usize = 200;
const PAGE: u64 = 500;

/// One household of a log, for a `cqrs_es` framework. Events come in today's shape; there are no
/// snapshots, because streams are short: build the store by `PersistedEventStore::new_event_store`.
///
/// Metadata's `command_id`, if it is there, makes a repeated command harmless.
#[derive(Clone)]
pub struct HouseholdEvents {
    log: Arc<dyn EventLog>,
    household: HouseholdId,
}

impl HouseholdEvents {
    /// That household of that log.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>, household: HouseholdId) -> Self {
        Self { log, household }
    }

    async fn load<A: Aggregate>(&self, id: &str) -> Result<Vec<SerializedEvent>, PersistenceError> {
        let stream = StreamKey::new(stream_type::<A>()?, id);
        let stored = self.log.read_stream(self.household, &stream, Upto::Latest).await;
        let events = reader::read_all(&stored.map_err(unreadable)?).map_err(unreadable)?;
        let parts = events.iter().map(serialized).collect::<Result<Vec<_>, _>>()?;
        Ok(parts.concat())
    }

    /// The household's events of one stream type, page by page.
    async fn load_all(&self, stream: StreamType, feed: &mut ReplayFeed) -> Result<(), PersistenceError> {
        let mut after = 0;
        loop {
            let page = self.log.read_household(self.household, after, PAGE).await;
            let page = page.map_err(unreadable)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = last.position;
            for event in page
                .iter()
                .filter(|event| event.aggregate_type == stream.as_str())
            {
                let event = reader::read(event).map_err(|poison| unreadable(LogError::Poison(poison)))?;
                for part in serialized(&event)? {
                    feed.push(Ok(part)).await?;
                }
            }
        }
    }
}

impl PersistedEventRepository for HouseholdEvents {
    async fn get_events<A: Aggregate>(&self, id: &str) -> Result<Vec<SerializedEvent>, PersistenceError> {
        self.load::<A>(id).await
    }

    async fn get_last_events<A: Aggregate>(
        &self,
        id: &str,
        last_sequence: usize,
    ) -> Result<Vec<SerializedEvent>, PersistenceError> {
        let mut events = self.load::<A>(id).await?;
        events.retain(|event| event.sequence > last_sequence);
        Ok(events)
    }

    async fn get_snapshot<A: Aggregate>(
        &self,
        _: &str,
    ) -> Result<Option<SerializedSnapshot>, PersistenceError> {
        Ok(None)
    }

    async fn persist<A: Aggregate>(
        &self,
        events: &[SerializedEvent],
        snapshot_update: Option<(String, Value, usize)>,
    ) -> Result<(), PersistenceError> {
        if snapshot_update.is_some() {
            return Err(PersistenceError::UnknownError(
                "a heirloom log keeps no snapshots; build the store by `new_event_store`".into(),
            ));
        }
        let Some(append) = append(self.household, stream_type::<A>()?, events)? else {
            return Ok(());
        };
        match self.log.append(append).await {
            Ok(_) => Ok(()),
            Err(AppendError::WrongExpectedVersion { .. }) => Err(PersistenceError::OptimisticLockError),
            Err(AppendError::Log(error)) => Err(unreadable(error)),
        }
    }

    async fn stream_events<A: Aggregate>(&self, id: &str) -> Result<ReplayStream, PersistenceError> {
        let events = self.load::<A>(id).await?;
        // a stream is short and already here
        let (mut feed, stream) = ReplayStream::new(events.len().max(1));
        for event in events {
            feed.push(Ok(event)).await?;
        }
        Ok(stream)
    }

    async fn stream_all_events<A: Aggregate>(&self) -> Result<ReplayStream, PersistenceError> {
        let stream_type = stream_type::<A>()?;
        let (mut feed, stream) = ReplayStream::new(CHANNEL);
        let events = self.clone();
        tokio::spawn(async move {
            if let Err(error) = events.load_all(stream_type, &mut feed).await {
                // a reader that is gone needs no error; one that is there must not see a short success
                feed.push(Err(error)).await.ok();
            }
        });
        Ok(stream)
    }
}

fn stream_type<A: Aggregate>() -> Result<StreamType, PersistenceError> {
    StreamType::from_name(A::TYPE).map_err(|error| PersistenceError::UnknownError(Box::new(error)))
}

/// In today's shape, tagged, as the aggregate's enum is written by serde. Parts of one stored event share
/// its sequence.
fn serialized(recorded: &Recorded) -> Result<Vec<SerializedEvent>, PersistenceError> {
    let metadata = serde_json::to_value(&recorded.metadata)?;
    let one = |event: &Event| {
        let event_type = event.event_type();
        let payload: Value = serde_json::from_str(&event.payload()?)?;
        Ok(SerializedEvent::new(
            recorded.stream.aggregate_id.clone(),
            usize::try_from(recorded.sequence).unwrap_or(usize::MAX),
            recorded.stream.aggregate_type.to_string(),
            event_type.to_owned(),
            event.event_version().to_string(),
            json!({ event_type: payload }),
            metadata.clone(),
        ))
    };
    recorded.events.iter().map(one).collect()
}

/// The command that made the events; none where there are none.
fn append(
    household: HouseholdId,
    stream_type: StreamType,
    events: &[SerializedEvent],
) -> Result<Option<Append>, PersistenceError> {
    let Some(first) = events.first() else {
        return Ok(None);
    };
    let metadata: Metadata = serde_json::from_value(first.metadata.clone())?;
    let read = |event: &SerializedEvent| {
        heirloom_upcasters::read(Stored {
            stream_type,
            event_type: &event.event_type,
            event_version: &event.event_version,
            payload: event.payload.to_string().as_bytes(),
            residues: &Residues::new(),
        })
        .map_err(|error| PersistenceError::DeserializationError(Box::new(error)))
    };
    let streams = vec![StreamAppend {
        stream: StreamKey::new(stream_type, &first.aggregate_id),
        expected_version: first.sequence.saturating_sub(1) as u64,
        events: events
            .iter()
            .map(read)
            .collect::<Result<Vec<Parts<Event>>, _>>()?
            .into_iter()
            .flatten()
            .collect(),
        metadata: metadata.clone(),
    }];
    Ok(Some(Append {
        household,
        command_id: metadata.command_id.unwrap_or_default(),
        streams,
    }))
}

fn unreadable(error: LogError) -> PersistenceError {
    match error {
        LogError::Unavailable { .. } => PersistenceError::ConnectionError(Box::new(error)),
        LogError::Poison(_) => PersistenceError::DeserializationError(Box::new(error)),
        other => PersistenceError::UnknownError(Box::new(other)),
    }
}
