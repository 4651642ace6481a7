//! Version 1 of `ItemUnticked`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// The tick of an item of a shopping list was taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemUnticked {
    /// The item's key, as the list of that algorithm shows it.
    pub key: String,
    /// The algorithm whose list it is, 1 or 2.
    pub algorithm: u8,
}

impl Payload for ItemUnticked {
    const TYPE: &'static str = "ItemUnticked";
    const VERSION: u32 = 1;
}
