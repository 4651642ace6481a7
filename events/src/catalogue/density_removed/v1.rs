//! Version 1 of `DensityRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// How heavy an ingredient is was taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DensityRemoved {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// In which state (`sifted`); none: as bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

impl Payload for DensityRemoved {
    const TYPE: &'static str = "DensityRemoved";
    const VERSION: u32 = 1;
}
