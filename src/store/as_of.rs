//! A stream as it was: the one cut, the same for both databases.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::error::Poison;
use super::{LogError, StoredEvent, Upto};

#[derive(Deserialize)]
struct Occurred {
    occurred_at: Option<DateTime<Utc>>,
}

/// Cuts a stream's events, in order, after the last one that `upto` asks for.
///
/// Streams are short, so the databases give the whole stream and it is cut here, by one reading of the
/// times.
///
/// # Errors
/// A [`Poison`] where an event's metadata cannot be read and the time is asked for.
pub(super) fn cut(mut events: Vec<StoredEvent>, upto: Upto) -> Result<Vec<StoredEvent>, LogError> {
    let keep = match upto {
        Upto::Latest => events.len(),
        Upto::Version(version) => events.partition_point(|event| event.sequence <= version),
        Upto::RecordedAt(time) => after_last(&events, |event| Ok(event.recorded_at <= time))?,
        Upto::OccurredAt(time) => after_last(&events, |event| Ok(occurred_at(event)? <= time))?,
    };
    events.truncate(keep);
    Ok(events)
}

fn after_last(
    events: &[StoredEvent],
    wanted: impl Fn(&StoredEvent) -> Result<bool, LogError>,
) -> Result<usize, LogError> {
    for (index, event) in events.iter().enumerate().rev() {
        if wanted(event)? {
            return Ok(index + 1);
        }
    }
    Ok(0)
}

fn occurred_at(event: &StoredEvent) -> Result<DateTime<Utc>, LogError> {
    let metadata: Occurred = serde_json::from_str(&event.metadata).map_err(|error| {
        Box::new(Poison {
            household: event.household,
            position: event.position,
            stream: format!("{}/{}", event.aggregate_type, event.aggregate_id),
            sequence: event.sequence,
            why: format!("its metadata does not say when it happened: {error}"),
            unknown: false,
        })
    })?;
    Ok(metadata.occurred_at.unwrap_or(event.recorded_at))
}
