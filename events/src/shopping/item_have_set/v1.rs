//! Version 1 of `ItemHaveSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// Whether an item of a shopping list is at home already was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemHaveSet {
    /// The item's key, as the list of that algorithm shows it.
    pub key: String,
    /// The algorithm whose list it is, 1 or 2.
    pub algorithm: u8,
    /// Whether it is.
    pub have: bool,
}

impl Payload for ItemHaveSet {
    const TYPE: &'static str = "ItemHaveSet";
    const VERSION: u32 = 1;
}
