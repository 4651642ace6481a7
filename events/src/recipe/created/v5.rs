//! v5: the content is that of version 5.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::recipe::content::v5::Content;

/// A recipe was written down for the first time, with all that was known of it then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeCreated {
    /// What it says.
    pub content: Content,
}

impl Payload for RecipeCreated {
    const TYPE: &'static str = "RecipeCreated";
    const VERSION: u32 = 5;
}
