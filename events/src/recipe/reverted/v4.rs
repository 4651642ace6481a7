//! v4: the content is that of version 4.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::recipe::content::v4::Content;

/// A recipe was reverted to what an earlier version said. History is not cut: this is one more version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeReverted {
    /// The version whose content it is.
    pub to_version: u64,
    /// That content.
    pub content: Content,
}

impl Payload for RecipeReverted {
    const TYPE: &'static str = "RecipeReverted";
    const VERSION: u32 = 4;
}
