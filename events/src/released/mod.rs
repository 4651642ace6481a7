//! Every event version that was ever released, as text: its JSON Schema and its sample.
//!
//! For what looks at versions from outside: `heirloom check`, `heirloom revision show`, `heirloom verify laws`. The
//! texts are those of `schemas/`, in the binary.

mod list;

use crate::StreamType;

pub use list::ALL;

/// One released version.
#[derive(Clone, Copy, Debug)]
pub struct Released {
    /// The kind of stream that it stands in.
    pub stream_type: StreamType,
    /// Its name in the log.
    pub event_type: &'static str,
    /// Its version.
    pub version: u32,
    /// Its JSON Schema (draft 2020-12).
    pub schema: &'static str,
    /// A payload as people may have written it.
    pub sample: &'static str,
}

/// The hash of each of these texts, line by line, `<hash>  <path>`: `schemas/LOCK`.
pub const LOCK: &str = include_str!("../../schemas/LOCK");

/// The released version of that name.
///
/// ```
/// use heirloom_events::released;
/// assert!(released::find("RecipeRenamed", 1).unwrap().sample.contains("title"));
/// assert!(released::find("RecipeRenamed", 99).is_none());
/// ```
#[must_use]
pub fn find(event_type: &str, version: u32) -> Option<&'static Released> {
    ALL.iter()
        .find(|released| released.event_type == event_type && released.version == version)
}

macro_rules! released {
    ($stream:ident, $event:literal, $version:literal) => {
        super::Released {
            stream_type: crate::StreamType::$stream,
            event_type: $event,
            version: $version,
            schema: include_str!(concat!("../../schemas/", $event, "/v", $version, ".json")),
            sample: include_str!(concat!("../../schemas/", $event, "/v", $version, ".sample.json")),
        }
    };
}
use released;
