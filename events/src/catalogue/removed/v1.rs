//! Version 1 of `IngredientRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// An ingredient was taken out of the catalogue. Lines that name it keep what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientRemoved {
    /// The ingredient.
    pub ingredient_id: IngredientId,
}

impl Payload for IngredientRemoved {
    const TYPE: &'static str = "IngredientRemoved";
    const VERSION: u32 = 1;
}
