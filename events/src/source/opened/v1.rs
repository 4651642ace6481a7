//! Version 1 of `SourceOpened`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A database of another application was met for the first time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceOpened {
    /// The application: `mealgenie`.
    pub kind: String,
    /// What the source is called here.
    pub name: String,
    /// The revision of its schema, as it says itself.
    pub revision: String,
}

impl Payload for SourceOpened {
    const TYPE: &'static str = "SourceOpened";
    const VERSION: u32 = 1;
}
