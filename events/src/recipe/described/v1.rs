//! Version 1 of `RecipeDescribed`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe's description was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeDescribed {
    /// The description; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Payload for RecipeDescribed {
    const TYPE: &'static str = "RecipeDescribed";
    const VERSION: u32 = 1;
}
