//! Version 1 of `MealComposed`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::RecipeId;

/// A meal was put together anew: main dish and sides as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealComposed {
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// The sides in their order; one may come twice.
    pub sides: Vec<RecipeId>,
}

impl Payload for MealComposed {
    const TYPE: &'static str = "MealComposed";
    const VERSION: u32 = 1;
}
