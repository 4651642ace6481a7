//! Version 1 of `RecipeRenamed`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe got another title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeRenamed {
    /// The new title, 1 to 255 characters.
    pub title: String,
}

impl Payload for RecipeRenamed {
    const TYPE: &'static str = "RecipeRenamed";
    const VERSION: u32 = 1;
}
