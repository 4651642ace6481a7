//! From stored bytes of any version to today's shape.

use std::collections::HashMap;

use heirloom_events::{Event, Parts, Residues, StreamType};
use serde_json::value::RawValue;

use crate::registry::{self, Released};
use crate::step::StepError;

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
    /// What its version could not hold, from its metadata.
    pub residues: &'a Residues,
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
        "version `{event_version}` of `{event_type}` is unknown; this build reads up to version {newest}, a newer heirloom may read it"
    )]
    UnknownVersion {
        /// The event's name.
        event_type: String,
        /// The version found.
        event_version: String,
        /// The newest version that this build knows.
        newest: u32,
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
    /// A step to today's shape could not be taken.
    #[error("`{event_type}` version {version} cannot be read in today's shape: {source}")]
    Step {
        /// The event's name.
        event_type: String,
        /// Its version.
        version: u32,
        /// Which field, and why.
        source: StepError,
    },
}

/// The event in today's shape: nearly always one, see [`Parts`].
///
/// A payload may stand bare (`{"title":"…"}`), as heirloom writes it, or tagged with its name
/// (`{"RecipeRenamed":{"title":"…"}}`), as a stock `postgres-es` framework writes it.
///
/// # Errors
/// Where name or version are unknown, the payload does not have that version's shape, or a step cannot be
/// taken.
pub fn read(stored: Stored<'_>) -> Result<Parts<Event>, ReadError> {
    let (released, bare) = locate(stored)?;
    (released.read)(bare, stored.residues)
}

/// The released version that a stored event is of, and its payload without its name.
///
/// # Errors
/// Where name or version are unknown, or a tagged payload is no JSON.
pub fn locate(stored: Stored<'_>) -> Result<(&'static Released, &[u8]), ReadError> {
    let released = version(stored)?;
    if is_tagged(stored) {
        let malformed = |source| ReadError::Malformed {
            event_type: stored.event_type.to_owned(),
            version: released.version,
            source,
        };
        let tagged: HashMap<&str, &RawValue> = serde_json::from_slice(stored.payload).map_err(malformed)?;
        if let (1, Some(bare)) = (tagged.len(), tagged.get(stored.event_type)) {
            return Ok((released, bare.get().as_bytes()));
        }
    }
    Ok((released, stored.payload))
}

/// The released version that an event says it is.
fn version(stored: Stored<'_>) -> Result<&'static Released, ReadError> {
    let found = registry::find_written(stored.event_type, stored.event_version)
        .filter(|released| released.stream_type == stored.stream_type);
    found.ok_or_else(|| {
        let versions = registry::versions_of(stored.stream_type, stored.event_type);
        match versions.max() {
            Some(newest) => ReadError::UnknownVersion {
                event_type: stored.event_type.to_owned(),
                event_version: stored.event_version.to_owned(),
                newest,
            },
            None => ReadError::UnknownEvent {
                stream_type: stored.stream_type,
                event_type: stored.event_type.to_owned(),
            },
        }
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

    fn renamed(version: &str, payload: &str) -> Result<Parts<Event>, String> {
        let stored = Stored {
            stream_type: StreamType::Recipe,
            event_type: "RecipeRenamed",
            event_version: version,
            payload: payload.as_bytes(),
            residues: &Residues::new(),
        };
        read(stored).map_err(|error| error.to_string())
    }

    fn pie() -> Parts<Event> {
        Event::from(RecipeEvent::from(RecipeRenamed { title: "Pie".into() })).into()
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
