//! Version 1 of `IngredientDefined`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// An ingredient was taken into the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientDefined {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// Its name, 1 to 255 characters, as written.
    pub name: String,
    /// Its category (`produce`, `dairy`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl Payload for IngredientDefined {
    const TYPE: &'static str = "IngredientDefined";
    const VERSION: u32 = 1;
}
