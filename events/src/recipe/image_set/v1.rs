//! Version 1 of `RecipeImageSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe's picture was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeImageSet {
    /// The picture's path; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_path: Option<String>,
}

impl Payload for RecipeImageSet {
    const TYPE: &'static str = "RecipeImageSet";
    const VERSION: u32 = 1;
}
