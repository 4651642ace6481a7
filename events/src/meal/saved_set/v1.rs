//! Version 1 of `MealSavedSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// Whether a meal is kept when it leaves the plan was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealSavedSet {
    /// Whether it is kept.
    pub saved: bool,
}

impl Payload for MealSavedSet {
    const TYPE: &'static str = "MealSavedSet";
    const VERSION: u32 = 1;
}
