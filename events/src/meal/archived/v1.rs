//! Version 1 of `MealArchived`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A meal was put away: what a user calls deleted. Nothing is lost; it can be restored.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealArchived {}

impl Payload for MealArchived {
    const TYPE: &'static str = "MealArchived";
    const VERSION: u32 = 1;
}
