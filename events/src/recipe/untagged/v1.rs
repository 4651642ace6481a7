//! Version 1 of `RecipeUntagged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe lost a tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeUntagged {
    /// The tag.
    pub tag: String,
}

impl Payload for RecipeUntagged {
    const TYPE: &'static str = "RecipeUntagged";
    const VERSION: u32 = 1;
}
