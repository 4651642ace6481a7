//! Version 1 of `ShoppingLineAdded`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{ItemId, Quantity};

/// Where a line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Somebody wrote it.
    Manual,
    /// An application's own list, which made it of recipes.
    Recipe,
}

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
    /// Where it comes from.
    pub source: Source,
    /// The key that the line had in the application that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl Payload for ShoppingLineAdded {
    const TYPE: &'static str = "ShoppingLineAdded";
    const VERSION: u32 = 1;
}
