//! v2: any number of `sides`, each in its slot, and the `meal_id` that they come from.
//!
//! Released: never edit it; add a version instead.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{MealId, RecipeId, SelectionId, Side};

/// A meal was selected for a day: a main dish with any number of sides, each in a slot that it keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealSelected {
    /// The selection.
    pub selection_id: SelectionId,
    /// The meal that it is, and follows while that meal exists; none: the dishes below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meal_id: Option<MealId>,
    /// The main dish, as it was when planned.
    pub main_recipe_id: RecipeId,
    /// The sides as they were when planned, by ascending slot.
    pub sides: Vec<Side>,
    /// The day.
    pub planned_date: NaiveDate,
    /// Whether the shopping list leaves it out.
    pub exclude_from_shopping: bool,
}

impl Payload for MealSelected {
    const TYPE: &'static str = "MealSelected";
    const VERSION: u32 = 2;
}
