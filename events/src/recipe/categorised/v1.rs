//! Version 1 of `RecipeCategorised`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe was put into a category, or taken out of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeCategorised {
    /// The category (`italian`, `bread`); none: taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl Payload for RecipeCategorised {
    const TYPE: &'static str = "RecipeCategorised";
    const VERSION: u32 = 1;
}
