//! Version 1 of `IngredientLineRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::LineId;

/// An ingredient line was removed from a recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientLineRemoved {
    /// The line that is gone.
    pub line_id: LineId,
}

impl Payload for IngredientLineRemoved {
    const TYPE: &'static str = "IngredientLineRemoved";
    const VERSION: u32 = 1;
}
