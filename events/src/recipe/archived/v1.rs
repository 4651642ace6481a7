//! Version 1 of `RecipeArchived`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe was put away: what a user calls deleted. Nothing is lost; it can be restored.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeArchived {}

impl Payload for RecipeArchived {
    const TYPE: &'static str = "RecipeArchived";
    const VERSION: u32 = 1;
}
