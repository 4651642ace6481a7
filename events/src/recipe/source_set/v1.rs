//! Version 1 of `RecipeSourceSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// Where a recipe comes from was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeSourceSet {
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// The document that it was imported from, byte for byte, so that nothing is lost that the model has no place for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

impl Payload for RecipeSourceSet {
    const TYPE: &'static str = "RecipeSourceSet";
    const VERSION: u32 = 1;
}
