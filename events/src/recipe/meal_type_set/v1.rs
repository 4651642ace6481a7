//! Version 1 of `RecipeMealTypeSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// The meal that a recipe is for was set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeMealTypeSet {
    /// The meal (`dinner`, `snack`); none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meal_type: Option<String>,
}

impl Payload for RecipeMealTypeSet {
    const TYPE: &'static str = "RecipeMealTypeSet";
    const VERSION: u32 = 1;
}
