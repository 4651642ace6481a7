//! Version 1 of `DensitySet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{IngredientId, Quantity};

/// How heavy an ingredient is was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DensitySet {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// In which state (`sifted`); none: as bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Grams per millilitre, above zero.
    pub grams_per_ml: Quantity,
}

impl Payload for DensitySet {
    const TYPE: &'static str = "DensitySet";
    const VERSION: u32 = 1;
}
