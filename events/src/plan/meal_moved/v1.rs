//! Version 1 of `MealMoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;
use chrono::NaiveDate;

/// A selected meal was moved to another day of the same week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealMoved {
    /// The selection.
    pub selection_id: SelectionId,
    /// The new day.
    pub planned_date: NaiveDate,
}

impl Payload for MealMoved {
    const TYPE: &'static str = "MealMoved";
    const VERSION: u32 = 1;
}
