//! Version 1 of `ItemMoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// An item of a shopping list was moved to another category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemMoved {
    /// The item's key, as the list of that algorithm shows it.
    pub key: String,
    /// The algorithm whose list it is, 1 or 2.
    pub algorithm: u8,
    /// The category.
    pub category: String,
}

impl Payload for ItemMoved {
    const TYPE: &'static str = "ItemMoved";
    const VERSION: u32 = 1;
}
