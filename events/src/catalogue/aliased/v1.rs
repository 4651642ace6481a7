//! Version 1 of `IngredientAliased`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// An ingredient got one more name by which it is found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientAliased {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The other name.
    pub alias: String,
}

impl Payload for IngredientAliased {
    const TYPE: &'static str = "IngredientAliased";
    const VERSION: u32 = 1;
}
