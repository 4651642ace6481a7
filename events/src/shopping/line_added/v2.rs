//! v2: `source` is a slug: any application may put lines on a list.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{ItemId, Quantity, ShoppingSource};

/// A line was put on a shopping list beside what the plan needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShoppingLineAdded {
    /// The line.
    pub item_id: ItemId,
    /// What is to be bought, as written.
    pub name: String,
    /// How much.
    pub quantity: Quantity,
    /// The unit as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The category (`produce`, `dairy`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Who put it there: `manual`, `recipe` (an application's own list, taken over as it stood), or another application.
    pub source: ShoppingSource,
    /// The key that the line had in the application that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl Payload for ShoppingLineAdded {
    const TYPE: &'static str = "ShoppingLineAdded";
    const VERSION: u32 = 2;
}
