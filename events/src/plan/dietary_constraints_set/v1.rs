//! Version 1 of `DietaryConstraintsSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::DietSet;

/// The diets that a week is to suit were set, or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DietaryConstraintsSet {
    /// The diets; none: no constraint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diets: Option<DietSet>,
}

impl Payload for DietaryConstraintsSet {
    const TYPE: &'static str = "DietaryConstraintsSet";
    const VERSION: u32 = 1;
}
