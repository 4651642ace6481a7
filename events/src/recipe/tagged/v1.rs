//! Version 1 of `RecipeTagged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe got a tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeTagged {
    /// The tag, 1 to 50 characters.
    pub tag: String,
}

impl Payload for RecipeTagged {
    const TYPE: &'static str = "RecipeTagged";
    const VERSION: u32 = 1;
}
