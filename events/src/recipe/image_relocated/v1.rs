//! Version 1 of `RecipeImageRelocated`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::ImageRef;

/// A recipe's picture was moved to another place: the same bytes, under another reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeImageRelocated {
    /// Where it is now.
    pub to: ImageRef,
    /// BLAKE3 of its bytes, 64 hexadecimal digits in lower case: the same before and after.
    pub blake3: String,
}

impl Payload for RecipeImageRelocated {
    const TYPE: &'static str = "RecipeImageRelocated";
    const VERSION: u32 = 1;
}
