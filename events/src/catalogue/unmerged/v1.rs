//! Version 1 of `IngredientUnmerged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// A merge of ingredients was taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientUnmerged {
    /// The ingredient that stands for itself again.
    pub ingredient_id: IngredientId,
}

impl Payload for IngredientUnmerged {
    const TYPE: &'static str = "IngredientUnmerged";
    const VERSION: u32 = 1;
}
