//! Version 1 of `SourceRowsGone`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// Rows of another application's database are there no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceRowsGone {
    /// Their table.
    pub table: String,
    /// Their primary keys as text.
    pub rows: Vec<String>,
}

impl Payload for SourceRowsGone {
    const TYPE: &'static str = "SourceRowsGone";
    const VERSION: u32 = 1;
}
