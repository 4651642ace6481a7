//! Version 1 of `MealServingsSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::SelectionId;

/// How many servings of a selected meal are cooked was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealServingsSet {
    /// The selection.
    pub selection_id: SelectionId,
    /// How many; none: as many as each recipe says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servings: Option<u32>,
}

impl Payload for MealServingsSet {
    const TYPE: &'static str = "MealServingsSet";
    const VERSION: u32 = 1;
}
