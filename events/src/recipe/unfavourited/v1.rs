//! Version 1 of `RecipeUnfavourited`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe is no favourite any more.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeUnfavourited {}

impl Payload for RecipeUnfavourited {
    const TYPE: &'static str = "RecipeUnfavourited";
    const VERSION: u32 = 1;
}
