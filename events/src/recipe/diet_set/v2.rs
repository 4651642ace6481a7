//! v2: `diet`, free text, became `diets`: a set of tags, with the text beside it.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::DietSet;

/// The diets that a recipe suits were set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeDietSet {
    /// The diets; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diets: Option<DietSet>,
}

impl Payload for RecipeDietSet {
    const TYPE: &'static str = "RecipeDietSet";
    const VERSION: u32 = 2;
}
