//! Questions about recipes, through the stable views. They ask for columns of version 1 only, so they work at
//! every revision; those that need newer ones are in [`newer`](super::newer).

use heirloom_events::values::{HouseholdId, RecipeId, folded};

pub use super::read::{LineRow, RecipeRow, StepRow};
use super::read::{line, recipe, step};
use crate::Value;
use crate::models::begins;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

const COLUMNS: &str = "recipe_id, version, title, description, category, meal_type, servings, yield_text, \
    prep_minutes, cook_minutes, total_minutes, directions, notes, image_path, diet, is_favorite, source_url, \
    times_cooked, last_cooked_at, archived, created_at, updated_at";

/// The recipe of that id, archived or not.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn by_id(
    pool: &ReadPool,
    household: HouseholdId,
    id: RecipeId,
) -> Result<Option<RecipeRow>, ReadError> {
    let query = format!("SELECT {COLUMNS} FROM {{read}}recipes WHERE household_id = $1 AND recipe_id = $2");
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    Ok(pool.read("a recipe", &query, &values, recipe).await?.pop())
}

/// The recipes of that title, compared without regard to case and white space: live ones first, then by id.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn by_title(
    pool: &ReadPool,
    household: HouseholdId,
    title: &str,
) -> Result<Vec<RecipeRow>, ReadError> {
    let values = by_title_values(household, title);
    pool.read("recipes by title", &by_title_query(), &values, recipe)
        .await
}

/// What [`by_title`] asks with.
#[must_use]
pub fn by_title_query() -> String {
    format!(
        "SELECT {COLUMNS} FROM {{read}}recipes WHERE household_id = $1 AND archived IN ($2, $3) \
         AND folded_title = $4 ORDER BY archived, recipe_id"
    )
}

/// The values of [`by_title_query`]. Live and archived ones are both named, since the index has them before
/// titles.
#[must_use]
pub fn by_title_values(household: HouseholdId, title: &str) -> [Value<'static>; 4] {
    let (live, archived) = (Value::Bool(false), Value::Bool(true));
    [
        Value::Uuid(household.0),
        live,
        archived,
        Value::owned(folded(title)),
    ]
}

/// What titles are asked with by how they begin: `$1` household, `$2` and `$3` the bounds, `$4` whether
/// archived, `$5` how many.
pub const TITLES: &str = "SELECT recipe_id, title FROM {read}recipes \
    WHERE household_id = $1 AND folded_title >= $2 AND folded_title < $3 AND archived = $4 \
    ORDER BY folded_title, recipe_id LIMIT $5";

/// The values of [`TITLES`] for what was typed.
#[must_use]
pub fn titles_values(household: HouseholdId, typed: &str, limit: u32) -> [Value<'static>; 5] {
    let [from, below] = begins::bounds(typed);
    let (archived, limit) = (Value::Bool(false), Value::Int(limit.into()));
    [Value::Uuid(household.0), from, below, archived, limit]
}

/// The live recipes whose titles begin like this, compared without regard to case and white space: at most
/// `limit`, by title and id. For what is shown while somebody types; words anywhere in a recipe are found by
/// [`search`](crate::models::search::query::search).
///
/// # Errors
/// Where the tables cannot be read.
pub async fn titles(
    pool: &ReadPool,
    household: HouseholdId,
    typed: &str,
    limit: u32,
) -> Result<Vec<(RecipeId, String)>, ReadError> {
    let read = |row: &ReadRow| Ok((RecipeId(row.uuid("recipe_id")?), row.text("title")?));
    let values = titles_values(household, typed, limit);
    pool.read("recipes by how their titles begin", TITLES, &values, read)
        .await
}

/// The live recipes, or the archived ones, by title and id.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn list(
    pool: &ReadPool,
    household: HouseholdId,
    archived: bool,
) -> Result<Vec<RecipeRow>, ReadError> {
    let query = format!(
        "SELECT {COLUMNS} FROM {{read}}recipes WHERE household_id = $1 AND archived = $2 \
         ORDER BY folded_title, recipe_id"
    );
    let values = [Value::Uuid(household.0), Value::Bool(archived)];
    pool.read("the recipes", &query, &values, recipe).await
}

/// A recipe's ingredient lines, in order.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn lines(pool: &ReadPool, household: HouseholdId, id: RecipeId) -> Result<Vec<LineRow>, ReadError> {
    let query = "SELECT position, line_id, line_text, quantity, quantity_max, unit, ingredient_id \
                 FROM {read}recipe_ingredients WHERE household_id = $1 AND recipe_id = $2 ORDER BY position";
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    pool.read("a recipe's lines", query, &values, line).await
}

/// A recipe's steps, in order.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn steps(pool: &ReadPool, household: HouseholdId, id: RecipeId) -> Result<Vec<StepRow>, ReadError> {
    let query = "SELECT position, step_id, section, step_text FROM {read}recipe_steps \
                 WHERE household_id = $1 AND recipe_id = $2 ORDER BY position";
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    pool.read("a recipe's steps", query, &values, step).await
}

/// A recipe's tags, in order.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn tags(pool: &ReadPool, household: HouseholdId, id: RecipeId) -> Result<Vec<String>, ReadError> {
    let query =
        "SELECT tag FROM {read}recipe_tags WHERE household_id = $1 AND recipe_id = $2 ORDER BY position";
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    pool.read("a recipe's tags", query, &values, |row| row.text("tag"))
        .await
}
