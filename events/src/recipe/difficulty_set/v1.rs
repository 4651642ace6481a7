//! Version 1 of `RecipeDifficultySet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::Difficulty;

/// How hard a recipe is to prepare was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeDifficultySet {
    /// How hard; none: nobody chooses any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
}

impl Payload for RecipeDifficultySet {
    const TYPE: &'static str = "RecipeDifficultySet";
    const VERSION: u32 = 1;
}
