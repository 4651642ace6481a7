//! Reads what the log holds in today's shape: the one place where versions of events are known.
//!
//! Nothing downstream of [`read`] learns that versions exist; `projections` does not even depend on this
//! crate. Until a second version of an event is released, every stored version is the current one; the
//! steps `src/<event>/v1_to_v2.rs` and their list will stand beside this file.

use std::collections::HashMap;

use heirloom_events::{Event, StreamType};
use serde_json::value::RawValue;

/// An event as the log holds it, without its envelope.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// The kind of stream that it stands in.
    pub stream_type: StreamType,
    /// Its name.
    pub event_type: &'a str,
    /// The version of its shape, as written: `1`, or `1.0` as stock `cqrs-es` applications like to write.
    pub event_version: &'a str,
    /// Its payload: JSON.
    pub payload: &'a [u8],
}

/// Why a stored event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No event of that name belongs to such a stream.
    #[error(
        "event type `{event_type}` is unknown in a `{stream_type}` stream; a newer heirloom may know it, or the row was written by hand"
    )]
    UnknownEvent {
        /// The kind of stream.
        stream_type: StreamType,
        /// The name found.
        event_type: String,
    },
    /// The event is known, this version of it is not.
    #[error(
        "version `{event_version}` of `{event_type}` is unknown; this build reads version {current}, a newer heirloom may read it"
    )]
    UnknownVersion {
        /// The event's name.
        event_type: String,
        /// The version found.
        event_version: String,
        /// The newest version that this build knows.
        current: u32,
    },
    /// The payload is not what that version says.
    #[error("the payload of `{event_type}` version {version} does not have its shape: {source}")]
    Malformed {
        /// The event's name.
        event_type: String,
        /// Its version.
        version: u32,
        /// What is wrong, and where in the payload.
        source: serde_json::Error,
    },
}

/// The event in today's shape.
///
/// A payload may stand bare (`{"title":"…"}`), as heirloom writes it, or tagged with its name
/// (`{"RecipeRenamed":{"title":"…"}}`), as a stock `postgres-es` framework writes it.
///
/// # Errors
/// Where name or version are unknown, or the payload does not have that version's shape.
pub fn read(stored: Stored<'_>) -> Result<Event, ReadError> {
    let current = current_version(stored)?;
    let malformed = |source| ReadError::Malformed {
        event_type: stored.event_type.to_owned(),
        version: current,
        source,
    };
    let parse = |payload: &[u8]| {
        Event::read(stored.stream_type, stored.event_type, payload).ok_or_else(|| unknown_event(stored))
    };
    if is_tagged(stored) {
        let tagged: HashMap<&str, &RawValue> = serde_json::from_slice(stored.payload).map_err(malformed)?;
        if let (1, Some(bare)) = (tagged.len(), tagged.get(stored.event_type)) {
            return parse(bare.get().as_bytes())?.map_err(malformed);
        }
    }
    parse(stored.payload)?.map_err(malformed)
}

fn unknown_event(stored: Stored<'_>) -> ReadError {
    ReadError::UnknownEvent {
        stream_type: stored.stream_type,
        event_type: stored.event_type.to_owned(),
    }
}

fn current_version(stored: Stored<'_>) -> Result<u32, ReadError> {
    let (_, current) = stored
        .stream_type
        .current_events()
        .iter()
        .find(|(name, _)| *name == stored.event_type)
        .ok_or_else(|| unknown_event(stored))?;
    let written = stored
        .event_version
        .strip_suffix(".0")
        .unwrap_or(stored.event_version);
    if written.parse() == Ok(*current) {
        return Ok(*current);
    }
    Err(ReadError::UnknownVersion {
        event_type: stored.event_type.to_owned(),
        event_version: stored.event_version.to_owned(),
        current: *current,
    })
}

/// Whether the payload starts with `{"<event type>"`; no event has a field of its own name.
fn is_tagged(stored: Stored<'_>) -> bool {
    let start = stored.payload.trim_ascii_start();
    let Some(inside) = start.strip_prefix(b"{") else {
        return false;
    };
    let key = inside.trim_ascii_start().strip_prefix(b"\"");
    key.and_then(|key| key.strip_prefix(stored.event_type.as_bytes()))
        .is_some_and(|rest| rest.starts_with(b"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use heirloom_events::recipe::{RecipeEvent, RecipeRenamed};

    fn renamed(version: &str, payload: &str) -> Result<Event, String> {
        let stored = Stored {
            stream_type: StreamType::Recipe,
            event_type: "RecipeRenamed",
            event_version: version,
            payload: payload.as_bytes(),
        };
        read(stored).map_err(|error| error.to_string())
    }

    fn pie() -> Event {
        RecipeEvent::from(RecipeRenamed { title: "Pie".into() }).into()
    }

    #[test]
    fn a_bare_and_a_tagged_payload_read_alike() {
        assert_eq!(renamed("1", r#"{"title":"Pie"}"#), Ok(pie()));
        assert_eq!(
            renamed("1.0", r#" { "RecipeRenamed" : {"title":"Pie"} }"#),
            Ok(pie())
        );
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert!(
            renamed("2", "{}")
                .unwrap_err()
                .contains("version `2` of `RecipeRenamed` is unknown")
        );
        assert!(renamed("1", r#"{"titel":"Pie"}"#).unwrap_err().contains("titel"));
        assert!(renamed("1", r#"{"RecipeRenamed":{"title":"a"},"x":1}"#).is_err());
        assert!(renamed("", "{}").is_err());
    }
}
