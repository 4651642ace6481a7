//! Recipes, their ingredients, their nutrition, their groups, and when they were cooked.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::quantity::Amount;

/// A recipe. Times are minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recipe {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Its meal type, as written.
    pub meal_type: String,
    /// Its diet, as written.
    pub diet_pref: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Preparing.
    pub prep_time: Option<i64>,
    /// Cooking. Before revision 36 the whole time where it was all that is known, as the application's migration
    /// does; not where the preparation would count twice by that.
    pub cook_time: Option<i64>,
    /// The whole time as revisions before 36 held it, beside the others.
    pub total_time: Option<i64>,
    /// For how many; at least 1.
    pub servings: Option<i64>,
    /// `Easy`, `Medium` or `Hard`, where it is as the application writes it.
    pub difficulty: Option<String>,
    /// Steps, one a line.
    pub directions: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Its image; before revision 6 from `image_path`, which the application's migration loses.
    pub reference_image_path: Option<String>,
    /// The image over its page.
    pub banner_image_path: Option<String>,
    /// What its images are named by; none before revision 37.
    pub image_key: Option<String>,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
    /// Whether it is a favourite.
    pub is_favorite: bool,
    /// Whether a model wrote it.
    pub is_ai_generated: bool,
    /// Where it comes from.
    pub source_url: Option<String>,
}

/// An ingredient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ingredient {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// Its category.
    pub category: String,
    /// The user's ingredient with the lowest id whose folded name is the same, where that is another row.
    pub duplicate_of: Option<i64>,
}

/// An ingredient of a recipe.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecipeIngredient {
    /// The recipe.
    pub recipe_id: i64,
    /// The ingredient.
    pub ingredient_id: i64,
    /// How much.
    pub quantity: Amount,
    /// Of what unit, as written.
    pub unit: Option<String>,
}

/// A recipe was cooked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryEntry {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// The recipe.
    pub recipe_id: i64,
    /// When; none where that cannot be read.
    pub cooked_at: Option<DateTime<Utc>>,
}

/// Nutrition facts of a recipe, per serving.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are named for what they hold, and in what unit"
)]
pub struct NutritionFacts {
    pub id: i64,
    pub recipe_id: i64,
    pub calories: Option<i64>,
    pub protein_g: Option<f64>,
    pub total_fat_g: Option<f64>,
    pub saturated_fat_g: Option<f64>,
    pub trans_fat_g: Option<f64>,
    pub cholesterol_mg: Option<f64>,
    pub sodium_mg: Option<f64>,
    pub total_carbs_g: Option<f64>,
    pub dietary_fiber_g: Option<f64>,
    pub total_sugars_g: Option<f64>,
    pub is_ai_estimated: bool,
}

/// A group of recipes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecipeGroup {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
}

/// A recipe is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RecipeGroupAssociation {
    /// The recipe.
    pub recipe_id: i64,
    /// The group.
    pub group_id: i64,
}
