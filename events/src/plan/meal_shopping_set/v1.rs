//! Version 1 of `MealShoppingSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;

/// Whether the shopping list leaves a selected meal out was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealShoppingSet {
    /// The selection.
    pub selection_id: SelectionId,
    /// Whether the shopping list leaves it out.
    pub exclude_from_shopping: bool,
}

impl Payload for MealShoppingSet {
    const TYPE: &'static str = "MealShoppingSet";
    const VERSION: u32 = 1;
}
