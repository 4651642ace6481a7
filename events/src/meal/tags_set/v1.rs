//! Version 1 of `MealTagsSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A meal's tags were set, all together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealTagsSet {
    /// Its tags in their order, as written.
    pub tags: Vec<String>,
}

impl Payload for MealTagsSet {
    const TYPE: &'static str = "MealTagsSet";
    const VERSION: u32 = 1;
}
