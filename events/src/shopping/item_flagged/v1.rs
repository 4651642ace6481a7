//! Version 1 of `ItemFlagged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// An item of a shopping list was flagged, or its flag was taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemFlagged {
    /// The item's key, as the list of that algorithm shows it.
    pub key: String,
    /// The algorithm whose list it is, 1 or 2.
    pub algorithm: u8,
    /// Whether it is flagged.
    pub flagged: bool,
}

impl Payload for ItemFlagged {
    const TYPE: &'static str = "ItemFlagged";
    const VERSION: u32 = 1;
}
