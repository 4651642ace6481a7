//! Version 1 of `IngredientRecategorised`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// An ingredient was put into another category, or taken out of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientRecategorised {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The category; none: taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl Payload for IngredientRecategorised {
    const TYPE: &'static str = "IngredientRecategorised";
    const VERSION: u32 = 1;
}
