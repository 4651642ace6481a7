//! v7: `calories_per_serving` became `nutrition`: facts that say how they were come by.
//!
//! Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::recipe::line::v3::Line;
use crate::recipe::step::v1::Step;
use crate::values::{DietSet, Difficulty, ImageRef, NutritionFacts};

/// All that a recipe says: what [`RecipeCreated`](crate::recipe::RecipeCreated) starts with and what
/// [`RecipeReverted`](crate::recipe::RecipeReverted) goes back to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its title, 1 to 255 characters.
    pub title: String,
    /// A description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its category (`italian`, `bread`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The meal that it is for (`dinner`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meal_type: Option<String>,
    /// Servings; of a range the lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servings: Option<u32>,
    /// The yield as it was written (`4–6`, `two loaves`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yield_text: Option<String>,
    /// Preparation, in whole minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prep_minutes: Option<u32>,
    /// Cooking, in whole minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cook_minutes: Option<u32>,
    /// All in all, in whole minutes, as stated; it need not be the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_minutes: Option<u32>,
    /// What one serving contains; none: nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nutrition: Option<NutritionFacts>,
    /// How hard it is to prepare; none: nobody chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preparation_difficulty: Option<Difficulty>,
    /// The ingredient lines, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// The steps, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// The picture: the storage that it is in, and its key there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageRef>,
    /// The diets that it suits; none: nothing was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diets: Option<DietSet>,
    /// Tags, in the order in which they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// The document that it was imported from, byte for byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}
