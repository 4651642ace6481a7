//! What recipes are read as.

use chrono::{DateTime, Utc};
use heirloom_events::values::{IngredientId, LineId, RecipeId, StepId};

use crate::read_pool::ReadRow;

/// A recipe as it is now, without its lines and steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeRow {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// How many events it has had.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// The meal that it is for.
    pub meal_type: Option<String>,
    /// Servings; of a range the lower end.
    pub servings: Option<i64>,
    /// The yield as it was written.
    pub yield_text: Option<String>,
    /// Preparation, in whole minutes.
    pub prep_minutes: Option<i64>,
    /// Cooking, in whole minutes.
    pub cook_minutes: Option<i64>,
    /// All in all, in whole minutes, as stated.
    pub total_minutes: Option<i64>,
    /// The steps as one text, a line each; headings as `## For the dough`.
    pub directions: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// The picture's path.
    pub image_path: Option<String>,
    /// The diet that it suits.
    pub diet: Option<String>,
    /// Whether it is a favourite.
    pub is_favorite: bool,
    /// Where it comes from.
    pub source_url: Option<String>,
    /// How often it was cooked.
    pub times_cooked: i64,
    /// When it was last cooked.
    pub last_cooked_at: Option<DateTime<Utc>>,
    /// Whether it was put away.
    pub archived: bool,
    /// When its first event happened.
    pub created_at: DateTime<Utc>,
    /// When its last event happened.
    pub updated_at: DateTime<Utc>,
}

/// An ingredient line of a recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// Its place, from 1.
    pub position: i64,
    /// Its id.
    pub line_id: LineId,
    /// The text as typed.
    pub line_text: String,
    /// How much, `3/2`.
    pub quantity: Option<String>,
    /// The upper end, where it is a range.
    pub quantity_max: Option<String>,
    /// The unit as written.
    pub unit: Option<String>,
    /// The ingredient, itself merged or not.
    pub ingredient_id: Option<IngredientId>,
}

/// A step of a recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// Its place, from 1.
    pub position: i64,
    /// Its id.
    pub step_id: StepId,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// What to do.
    pub step_text: String,
}

pub(super) fn recipe(row: &ReadRow) -> Result<RecipeRow, sqlx::Error> {
    Ok(RecipeRow {
        recipe_id: RecipeId(row.uuid("recipe_id")?),
        version: row.int("version")?,
        title: row.text("title")?,
        description: row.opt_text("description")?,
        category: row.opt_text("category")?,
        meal_type: row.opt_text("meal_type")?,
        servings: row.opt_int("servings")?,
        yield_text: row.opt_text("yield_text")?,
        prep_minutes: row.opt_int("prep_minutes")?,
        cook_minutes: row.opt_int("cook_minutes")?,
        total_minutes: row.opt_int("total_minutes")?,
        directions: row.opt_text("directions")?,
        notes: row.opt_text("notes")?,
        image_path: row.opt_text("image_path")?,
        diet: row.opt_text("diet")?,
        is_favorite: row.bool("is_favorite")?,
        source_url: row.opt_text("source_url")?,
        times_cooked: row.int("times_cooked")?,
        last_cooked_at: row.opt_time("last_cooked_at")?,
        archived: row.bool("archived")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

pub(super) fn line(row: &ReadRow) -> Result<LineRow, sqlx::Error> {
    Ok(LineRow {
        position: row.int("position")?,
        line_id: LineId(row.uuid("line_id")?),
        line_text: row.text("line_text")?,
        quantity: row.opt_text("quantity")?,
        quantity_max: row.opt_text("quantity_max")?,
        unit: row.opt_text("unit")?,
        ingredient_id: row.opt_uuid("ingredient_id")?.map(IngredientId),
    })
}

pub(super) fn step(row: &ReadRow) -> Result<StepRow, sqlx::Error> {
    Ok(StepRow {
        position: row.int("position")?,
        step_id: StepId(row.uuid("step_id")?),
        section: row.opt_text("section")?,
        step_text: row.text("step_text")?,
    })
}
