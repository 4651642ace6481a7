//! v2: how the ingredient is prepared, and whether it may be left out.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::values::{Amount, IngredientId, LineId};

/// One ingredient line of a recipe: the text as it was typed, and what could be read from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its id, which it keeps through every change and move.
    pub line_id: LineId,
    /// The text as typed: always kept, 1 to 2,000 characters.
    pub text: String,
    /// How much; none: no amount is given (`salt`), or it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The unit as written (`Tbsp`, `cups`, `g`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The ingredient of the household's catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ingredient_id: Option<IngredientId>,
    /// How the ingredient is prepared (`finely chopped`), at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preparation_method: Option<String>,
    /// Whether it may be left out. Always written, so that no row has to guess.
    pub optional: bool,
}
