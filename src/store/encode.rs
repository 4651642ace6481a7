//! From an [`Append`] to what the databases are given: texts, checked, the same for both.

use std::collections::HashSet;

use heirloom_events::{Event, Metadata, StreamKey};
use heirloom_upcasters::WriteError;
use uuid::Uuid;

use super::writing::Writing;
use super::{Append, LogError, StreamAppend};
use crate::revisions::{self, State};

/// An append in the log's own words.
#[derive(Debug)]
pub(super) struct Encoded {
    pub(super) household: Uuid,
    pub(super) command: Uuid,
    /// The row of `revisions` that it was encoded for.
    pub(super) revision_no: u64,
    pub(super) streams: Vec<EncodedStream>,
    /// Of all streams, in the order in which they get their positions.
    pub(super) events: Vec<EncodedEvent>,
}

/// A stream that is appended to.
#[derive(Debug)]
pub(super) struct EncodedStream {
    pub(super) key: StreamKey,
    pub(super) expected: i64,
    /// Serialised once; every event of the stream without metadata of its own gets it.
    pub(super) metadata: String,
}

/// An event to be appended.
#[derive(Debug)]
pub(super) struct EncodedEvent {
    /// The index of its stream in [`Encoded::streams`].
    pub(super) stream: usize,
    pub(super) sequence: i64,
    pub(super) event_type: &'static str,
    pub(super) event_version: String,
    pub(super) payload: String,
    /// Its own metadata, where its version cannot hold all that it says.
    pub(super) metadata: Option<String>,
}

/// Checks and serialises, each event in the version that the active revision has.
///
/// # Errors
/// [`LogError::Refused`] where a stream is named twice, an event stands in a stream of another type, or a
/// text holds a NUL character; [`LogError::NotInRevision`] where the revision does not have an event yet.
pub(super) fn encode(append: &Append, writing: &Writing) -> Result<Encoded, LogError> {
    let mut seen = HashSet::new();
    let mut encoded = Encoded {
        household: append.household.0,
        command: append.command_id.0,
        revision_no: writing.no,
        streams: Vec::with_capacity(append.streams.len()),
        events: Vec::new(),
    };
    for stream in &append.streams {
        if !seen.insert(&stream.stream) {
            return refused(&stream.stream, "it is named twice in one append");
        }
        let metadata = Metadata {
            command_id: Some(append.command_id),
            ..stream.metadata.clone()
        };
        encode_stream(stream, &metadata, &writing.state, &mut encoded)?;
    }
    Ok(encoded)
}

fn encode_stream(
    stream: &StreamAppend,
    metadata: &Metadata,
    state: &State,
    encoded: &mut Encoded,
) -> Result<(), LogError> {
    let key = &stream.stream;
    let Some(expected) = i64::try_from(stream.expected_version)
        .ok()
        .filter(|v| *v < i64::MAX / 2)
    else {
        return refused(key, "the expected version is absurd");
    };
    let shared = in_json(key, metadata)?;
    if key.aggregate_id.contains('\0') || holds_nul(&shared) {
        return refused(key, NUL);
    }
    for (sequence, event) in (expected + 1..).zip(&stream.events) {
        let written = write(key, event, state)?;
        let own = (!written.residues.is_empty()).then(|| Metadata {
            residue: written.residues,
            ..metadata.clone()
        });
        encoded.events.push(EncodedEvent {
            stream: encoded.streams.len(),
            sequence,
            event_type: written.event_type,
            event_version: written.event_version.to_string(),
            payload: written.payload,
            metadata: own.map(|own| in_json(key, &own)).transpose()?,
        });
    }
    encoded.streams.push(EncodedStream {
        key: key.clone(),
        expected,
        metadata: shared,
    });
    Ok(())
}

fn in_json(key: &StreamKey, metadata: &Metadata) -> Result<String, LogError> {
    serde_json::to_string(metadata).map_err(|e| invalid(key, &e.to_string()))
}

fn write(key: &StreamKey, event: &Event, state: &State) -> Result<heirloom_upcasters::Written, LogError> {
    if event.stream_type() != key.aggregate_type {
        let why = format!(
            "`{}` is an event of a `{}` stream",
            event.event_type(),
            event.stream_type()
        );
        return refused(key, &why);
    }
    let written = heirloom_upcasters::write(event, &state.events).map_err(|e| not_written(key, state, e))?;
    if holds_nul(&written.payload) {
        return refused(key, NUL);
    }
    Ok(written)
}

fn not_written(key: &StreamKey, state: &State, error: WriteError) -> LogError {
    match error {
        WriteError::NotInRevision { event_type } => LogError::NotInRevision {
            event_type,
            since: revisions::since(event_type).map_or("head", |revision| revision.name),
            active: state.name,
        },
        other => invalid(key, &other.to_string()),
    }
}

const NUL: &str = "a text holds the character NUL (U+0000), which PostgreSQL cannot keep; leave it out";

fn invalid(key: &StreamKey, why: &str) -> LogError {
    LogError::Refused(format!("`{key}`: {why}"))
}

fn refused<T>(key: &StreamKey, why: &str) -> Result<T, LogError> {
    Err(invalid(key, why))
}

/// Whether a JSON text says NUL anywhere: as `\u0000` after an even number of backslashes, or raw.
pub(super) fn holds_nul(json: &str) -> bool {
    let bytes = json.as_bytes();
    if bytes.contains(&0) {
        return true;
    }
    json.match_indices("\\u0000").any(|(at, _)| {
        let before = bytes[..at].iter().rev().take_while(|b| **b == b'\\').count();
        before % 2 == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nul_is_found_in_any_json_text_that_says_it(text in "[a\\\\u0\\x00\"]{0,12}") {
            let json = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(holds_nul(&json), text.contains('\0'));
        }
    }
}
