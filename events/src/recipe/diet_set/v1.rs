//! Version 1 of `RecipeDietSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// The diet that a recipe suits was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeDietSet {
    /// The diet, in free text (`vegan`, `no nuts for Tom`); none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diet: Option<String>,
}

impl Payload for RecipeDietSet {
    const TYPE: &'static str = "RecipeDietSet";
    const VERSION: u32 = 1;
}
