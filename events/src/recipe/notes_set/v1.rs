//! Version 1 of `RecipeNotesSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe's notes were set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeNotesSet {
    /// The notes; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

impl Payload for RecipeNotesSet {
    const TYPE: &'static str = "RecipeNotesSet";
    const VERSION: u32 = 1;
}
