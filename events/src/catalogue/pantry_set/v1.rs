//! Version 1 of `PantrySet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{IngredientId, Quantity};

/// What is at home of an ingredient was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PantrySet {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// How much; none: nobody measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The unit of that quantity, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether any is at home.
    pub on_hand: bool,
}

impl Payload for PantrySet {
    const TYPE: &'static str = "PantrySet";
    const VERSION: u32 = 1;
}
