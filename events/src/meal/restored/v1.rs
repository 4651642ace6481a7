//! Version 1 of `MealRestored`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A meal that was put away was brought back.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealRestored {}

impl Payload for MealRestored {
    const TYPE: &'static str = "MealRestored";
    const VERSION: u32 = 1;
}
