//! Version 1 of `PlanReordered`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;

/// The meals of a week were put into another order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanReordered {
    /// The selections from the first on. Those that it does not name keep their positions.
    pub order: Vec<SelectionId>,
}

impl Payload for PlanReordered {
    const TYPE: &'static str = "PlanReordered";
    const VERSION: u32 = 1;
}
