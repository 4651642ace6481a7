//! Version 1 of `ShoppingLineRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::ItemId;

/// A line that was put on a shopping list was taken off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShoppingLineRemoved {
    /// The line.
    pub item_id: ItemId,
}

impl Payload for ShoppingLineRemoved {
    const TYPE: &'static str = "ShoppingLineRemoved";
    const VERSION: u32 = 1;
}
