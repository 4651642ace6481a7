//! Version 1 of `SourceRowsTaken`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// One row, and what it became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TakenRow {
    /// Its primary key as text.
    pub row: String,
    /// A digest of its content, in hexadecimal: another one means that the row was changed.
    pub digest: String,
    /// What it became: `recipe/<id>`, `selection/<id>@<week>`.
    pub became: Vec<String>,
}

/// Rows of another application's database were taken over, or taken over anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceRowsTaken {
    /// Their table.
    pub table: String,
    /// The rows.
    pub rows: Vec<TakenRow>,
}

impl Payload for SourceRowsTaken {
    const TYPE: &'static str = "SourceRowsTaken";
    const VERSION: u32 = 1;
}
