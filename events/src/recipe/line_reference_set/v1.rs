//! Version 1 of `IngredientLineReferenceSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{LineId, RecipeId};

/// It was said for which recipe an ingredient line stands (`500 ml tomato sauce`), or that it stands for none.
///
/// The line's amount then counts batches of that recipe, its servings, or what it yields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientLineReferenceSet {
    /// The line.
    pub line_id: LineId,
    /// The recipe that it stands for; none: it is an ingredient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe_id: Option<RecipeId>,
}

impl Payload for IngredientLineReferenceSet {
    const TYPE: &'static str = "IngredientLineReferenceSet";
    const VERSION: u32 = 1;
}
