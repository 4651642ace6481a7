//! v2: the line is that of version 2.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::recipe::line::v2::Line;
use crate::values::LineId;

/// An ingredient line was added to a recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientLineAdded {
    /// The line.
    pub line: Line,
    /// The line that it follows; none: it is the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<LineId>,
}

impl Payload for IngredientLineAdded {
    const TYPE: &'static str = "IngredientLineAdded";
    const VERSION: u32 = 2;
}
