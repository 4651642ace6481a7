//! Version 1 of `ItemRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// An item was taken off a shopping list by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemRemoved {
    /// The item's key, as the list of that algorithm shows it.
    pub key: String,
    /// The algorithm whose list it is, 1 or 2.
    pub algorithm: u8,
}

impl Payload for ItemRemoved {
    const TYPE: &'static str = "ItemRemoved";
    const VERSION: u32 = 1;
}
