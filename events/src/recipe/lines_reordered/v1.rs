//! Version 1 of `IngredientLinesReordered`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::LineId;

/// A recipe's ingredient lines were put into another order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientLinesReordered {
    /// Every line, in the new order.
    pub order: Vec<LineId>,
}

impl Payload for IngredientLinesReordered {
    const TYPE: &'static str = "IngredientLinesReordered";
    const VERSION: u32 = 1;
}
