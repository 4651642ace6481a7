//! Version 1 of `RecipeTimesSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe's times were set, all three together; what is absent is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeTimesSet {
    /// Preparation, in whole minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prep_minutes: Option<u32>,
    /// Cooking, in whole minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cook_minutes: Option<u32>,
    /// All in all, in whole minutes, as stated; it need not be the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_minutes: Option<u32>,
}

impl Payload for RecipeTimesSet {
    const TYPE: &'static str = "RecipeTimesSet";
    const VERSION: u32 = 1;
}
