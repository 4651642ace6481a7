//! Version 1 of `MealCompleted`. Released: never edit it; add a version instead.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;

/// A selected meal was cooked and eaten.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealCompleted {
    /// The selection.
    pub selection_id: SelectionId,
    /// When.
    pub completed_at: DateTime<Utc>,
}

impl Payload for MealCompleted {
    const TYPE: &'static str = "MealCompleted";
    const VERSION: u32 = 1;
}
