//! v2: `image_path` became `image`: where the picture is kept, and its key there.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::ImageRef;

/// A recipe's picture was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeImageSet {
    /// The picture; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageRef>,
}

impl Payload for RecipeImageSet {
    const TYPE: &'static str = "RecipeImageSet";
    const VERSION: u32 = 2;
}
