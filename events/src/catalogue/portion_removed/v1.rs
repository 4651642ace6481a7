//! Version 1 of `PortionRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// How much one of an ingredient is was taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortionRemoved {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The unit as written (`clove`); empty: each.
    pub unit: String,
}

impl Payload for PortionRemoved {
    const TYPE: &'static str = "PortionRemoved";
    const VERSION: u32 = 1;
}
