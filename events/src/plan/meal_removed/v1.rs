//! Version 1 of `MealRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;

/// A selected meal was taken off the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealRemoved {
    /// The selection.
    pub selection_id: SelectionId,
}

impl Payload for MealRemoved {
    const TYPE: &'static str = "MealRemoved";
    const VERSION: u32 = 1;
}
