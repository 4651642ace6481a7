//! v2: `shopping_mode` instead of leaving out or not.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{SelectionId, ShoppingMode};

/// What of a selected meal goes on the shopping list was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealShoppingSet {
    /// The selection.
    pub selection_id: SelectionId,
    /// What of it goes on the shopping list.
    pub shopping_mode: ShoppingMode,
}

impl Payload for MealShoppingSet {
    const TYPE: &'static str = "MealShoppingSet";
    const VERSION: u32 = 2;
}
