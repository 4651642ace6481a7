//! Version 1 of `PortionSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{IngredientId, Quantity, UnitId};

/// How much one of an ingredient is was set: a clove of garlic is 5 grams.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortionSet {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The unit as written (`clove`); empty: each.
    pub unit: String,
    /// How much one is, above zero.
    pub amount: Quantity,
    /// The unit of that amount.
    pub amount_unit: UnitId,
}

impl Payload for PortionSet {
    const TYPE: &'static str = "PortionSet";
    const VERSION: u32 = 1;
}
