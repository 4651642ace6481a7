//! Version 1 of `IngredientDuplicateDefined`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::IngredientId;

/// Another spelling or category of an ingredient, which its source holds as a row of its own: defined and merged in one. It claims no name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientDuplicateDefined {
    /// The id of the row.
    pub ingredient_id: IngredientId,
    /// The ingredient that it is.
    pub duplicate_of: IngredientId,
    /// Its name there, as written.
    pub name: String,
    /// Its category there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl Payload for IngredientDuplicateDefined {
    const TYPE: &'static str = "IngredientDuplicateDefined";
    const VERSION: u32 = 1;
}
