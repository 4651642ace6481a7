//! Version 1 of `MealCleared`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;

/// A selected meal was cleared off the plan, and is kept in its history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealCleared {
    /// The selection.
    pub selection_id: SelectionId,
}

impl Payload for MealCleared {
    const TYPE: &'static str = "MealCleared";
    const VERSION: u32 = 1;
}
