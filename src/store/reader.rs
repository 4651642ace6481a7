//! From a stored row to an event in today's shape: the only caller of the upcasters.

use heirloom_events::values::HouseholdId;
use heirloom_events::{Metadata, Recorded, StreamKey, StreamType};
use heirloom_upcasters::{ReadError, Stored};

use super::error::Poison;
use super::{EventLog, LogError, StoredEvent};

/// How many events of a household are read at once.
const PAGE: u64 = 1_000;

/// The event in today's shape.
///
/// # Errors
/// A [`Poison`] that names household, position and stream, where stream type, name or version are unknown,
/// or the payload or metadata do not have their shape.
pub fn read(stored: &StoredEvent) -> Result<Recorded, Box<Poison>> {
    let poison = |unknown: bool, why: String| {
        Box::new(Poison {
            household: stored.household,
            position: stored.position,
            stream: format!("{}/{}", stored.aggregate_type, stored.aggregate_id),
            sequence: stored.sequence,
            why,
            unknown,
        })
    };
    let stream_type =
        StreamType::from_name(&stored.aggregate_type).map_err(|e| poison(true, e.to_string()))?;
    let metadata: Metadata = serde_json::from_str(&stored.metadata)
        .map_err(|error| poison(false, format!("its metadata does not have its shape: {error}")))?;
    let events = heirloom_upcasters::read(Stored {
        stream_type,
        event_type: &stored.event_type,
        event_version: &stored.event_version,
        payload: stored.payload.as_bytes(),
        residues: &metadata.residue,
    })
    .map_err(|error| {
        let unknown = matches!(
            error,
            ReadError::UnknownEvent { .. } | ReadError::UnknownVersion { .. }
        );
        poison(unknown, error.to_string())
    })?;
    Ok(Recorded {
        household: stored.household,
        position: stored.position,
        stream: StreamKey::new(stream_type, &stored.aggregate_id),
        sequence: stored.sequence,
        recorded_at: stored.recorded_at,
        metadata,
        events,
    })
}

/// All of them in today's shape.
///
/// # Errors
/// At the first that cannot be read.
pub fn read_all(stored: &[StoredEvent]) -> Result<Vec<Recorded>, LogError> {
    stored
        .iter()
        .map(|event| read(event).map_err(LogError::Poison))
        .collect()
}

/// Hands over all that a household has, as stored, page by page in the order of positions, up to the head that it
/// had when this began.
///
/// # Errors
/// Where the log cannot be read to that head, or `take` says so.
pub async fn each_page(
    log: &dyn EventLog,
    household: HouseholdId,
    mut take: impl FnMut(&[StoredEvent]) -> Result<(), LogError> + Send,
) -> Result<(), LogError> {
    let head = log.head(household).await?;
    let mut after = 0;
    while after < head {
        let stored = log
            .read_household(household, after, PAGE.min(head - after))
            .await?;
        let Some(last) = stored.last() else {
            let what = format!("no events after position {after}, where its head is {head}");
            return Err(LogError::Truncated { household, what });
        };
        after = last.position;
        take(&stored)?;
    }
    Ok(())
}

/// Hands over every event of a household in today's shape, as [`each_page`] does.
///
/// # Errors
/// Where the log cannot be read to the household's head, or an event not at all.
pub async fn each(
    log: &dyn EventLog,
    household: HouseholdId,
    mut take: impl FnMut(Recorded) + Send,
) -> Result<(), LogError> {
    each_page(log, household, |stored| {
        read_all(stored)?.into_iter().for_each(&mut take);
        Ok(())
    })
    .await
}
