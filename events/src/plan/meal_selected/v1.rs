//! Version 1 of `MealSelected`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{RecipeId, SelectionId};
use chrono::NaiveDate;

/// A meal was selected for a day: a main dish with up to three sides, each in a slot of its own that may stay empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealSelected {
    /// The selection.
    pub selection_id: SelectionId,
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// The first side slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_recipe_1: Option<RecipeId>,
    /// The second side slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_recipe_2: Option<RecipeId>,
    /// The third side slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_recipe_3: Option<RecipeId>,
    /// The day.
    pub planned_date: NaiveDate,
    /// Whether the shopping list leaves it out.
    pub exclude_from_shopping: bool,
}

impl Payload for MealSelected {
    const TYPE: &'static str = "MealSelected";
    const VERSION: u32 = 1;
}
