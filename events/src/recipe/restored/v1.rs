//! Version 1 of `RecipeRestored`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// An archived recipe was brought back.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeRestored {}

impl Payload for RecipeRestored {
    const TYPE: &'static str = "RecipeRestored";
    const VERSION: u32 = 1;
}
