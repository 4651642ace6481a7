//! v3: the line is that of version 3.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::recipe::line::v3::Line;

/// An ingredient line of a recipe was changed; it keeps its id and its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IngredientLineChanged {
    /// The line as it is now.
    pub line: Line,
}

impl Payload for IngredientLineChanged {
    const TYPE: &'static str = "IngredientLineChanged";
    const VERSION: u32 = 3;
}
