//! Version 1 of `MealReopened`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;

/// A selected meal that was completed is open again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealReopened {
    /// The selection.
    pub selection_id: SelectionId,
}

impl Payload for MealReopened {
    const TYPE: &'static str = "MealReopened";
    const VERSION: u32 = 1;
}
