//! Events as a log would hand them out, without a log.

use chrono::{DateTime, TimeDelta, Utc};
use heirloom_events::values::{CorrelationId, HouseholdId};
use heirloom_events::{Event, Metadata, Recorded, StreamKey};

/// The events of one stream, one a minute, each with the bulk edit that it belongs to.
pub fn stream_of(
    stream: StreamKey,
    events: impl IntoIterator<Item = (Event, Option<CorrelationId>)>,
) -> Vec<Recorded> {
    let start: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let recorded = |(sequence, (event, correlation_id)): (u64, (Event, Option<CorrelationId>))| Recorded {
        household: HouseholdId::single(),
        position: sequence,
        stream: stream.clone(),
        sequence,
        recorded_at: start + TimeDelta::minutes(i64::try_from(sequence).unwrap_or(0)),
        metadata: Metadata {
            correlation_id,
            ..Metadata::default()
        },
        events: event.into(),
    };
    (1..).zip(events).map(recorded).collect()
}
