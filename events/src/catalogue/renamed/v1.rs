//! Version 1 of `IngredientRenamed`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// An ingredient got another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientRenamed {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The new name.
    pub name: String,
}

impl Payload for IngredientRenamed {
    const TYPE: &'static str = "IngredientRenamed";
    const VERSION: u32 = 1;
}
