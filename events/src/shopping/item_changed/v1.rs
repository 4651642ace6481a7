//! Version 1 of `ItemChanged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::Quantity;

/// An item of a shopping list was changed by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemChanged {
    /// The item's key, as the list of that algorithm shows it.
    pub key: String,
    /// The algorithm whose list it is, 1 or 2.
    pub algorithm: u8,
    /// The new name; absent: as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new quantity; absent: as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The new unit; absent: as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The new category; absent: as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl Payload for ItemChanged {
    const TYPE: &'static str = "ItemChanged";
    const VERSION: u32 = 1;
}
