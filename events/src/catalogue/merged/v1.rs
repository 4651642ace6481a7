//! Version 1 of `IngredientMerged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// An ingredient turned out to be another one. Its id stays valid and answers for that one from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientMerged {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The ingredient that it is.
    pub into: IngredientId,
}

impl Payload for IngredientMerged {
    const TYPE: &'static str = "IngredientMerged";
    const VERSION: u32 = 1;
}
