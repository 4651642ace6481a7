//! Version 1 of `NutritionRecorded`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::NutritionFacts;

/// What one serving of a recipe contains was recorded, or taken away. The facts are all that is known from
/// then on; those before are not mixed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NutritionRecorded {
    /// The facts; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<NutritionFacts>,
}

impl Payload for NutritionRecorded {
    const TYPE: &'static str = "NutritionRecorded";
    const VERSION: u32 = 1;
}
