//! Version 1 of `MealCreated`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::RecipeId;

/// A meal was put together: a main dish with any number of sides, under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealCreated {
    /// What it is called, as written.
    pub name: String,
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// The sides in their order; one may come twice.
    pub sides: Vec<RecipeId>,
    /// Its tags in their order, as written.
    pub tags: Vec<String>,
    /// Whether it is kept when it leaves the plan.
    pub saved: bool,
}

impl Payload for MealCreated {
    const TYPE: &'static str = "MealCreated";
    const VERSION: u32 = 1;
}
