//! Version 1 of `RecipeServingsSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// How many a recipe serves was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeServingsSet {
    /// Servings; of a range the lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servings: Option<u32>,
    /// The yield as it was written (`4–6`, `two loaves`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yield_text: Option<String>,
}

impl Payload for RecipeServingsSet {
    const TYPE: &'static str = "RecipeServingsSet";
    const VERSION: u32 = 1;
}
