//! Version 1 of `ShoppingLineChanged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{ItemId, Quantity};

/// A line that was put on a shopping list was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShoppingLineChanged {
    /// The line.
    pub item_id: ItemId,
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

impl Payload for ShoppingLineChanged {
    const TYPE: &'static str = "ShoppingLineChanged";
    const VERSION: u32 = 1;
}
