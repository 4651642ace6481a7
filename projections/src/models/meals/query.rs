//! Questions about meals, through the stable views.

use chrono::{DateTime, Utc};
use heirloom_events::values::{HouseholdId, MealId, RecipeId};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// A meal that somebody put together, without its sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MealRow {
    /// The meal.
    pub meal_id: MealId,
    /// What it is called.
    pub name: String,
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// Its tags in their order.
    pub tags: Vec<String>,
    /// Whether it is kept when it leaves the plan.
    pub is_saved: bool,
    /// Whether it was put away.
    pub is_archived: bool,
    /// When it was put together.
    pub created_at: DateTime<Utc>,
}

/// The meals of a household, by name and id; those that were put away where `archived` asks for them.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn list(
    pool: &ReadPool,
    household: HouseholdId,
    archived: bool,
) -> Result<Vec<MealRow>, ReadError> {
    let query = "SELECT meal_id, name, main_recipe_id, tags, is_saved, is_archived, created_at \
                 FROM {read}meals WHERE household_id = $1 AND is_archived = $2 ORDER BY name, meal_id";
    let values = [Value::Uuid(household.0), Value::Bool(archived)];
    pool.read("the meals", query, &values, meal).await
}

/// The sides of a meal in their order.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn sides(
    pool: &ReadPool,
    household: HouseholdId,
    meal: MealId,
) -> Result<Vec<RecipeId>, ReadError> {
    let query = "SELECT recipe_id FROM {read}meal_sides \
                 WHERE household_id = $1 AND meal_id = $2 ORDER BY position";
    let values = [Value::Uuid(household.0), Value::Uuid(meal.0)];
    let read = |row: &ReadRow| row.uuid("recipe_id").map(RecipeId);
    pool.read("a meal's sides", query, &values, read).await
}

fn meal(row: &ReadRow) -> Result<MealRow, sqlx::Error> {
    let tags = serde_json::from_str(&row.text("tags")?).map_err(|error| sqlx::Error::ColumnDecode {
        index: "tags".to_owned(),
        source: Box::new(error),
    })?;
    Ok(MealRow {
        meal_id: MealId(row.uuid("meal_id")?),
        name: row.text("name")?,
        main_recipe_id: RecipeId(row.uuid("main_recipe_id")?),
        tags,
        is_saved: row.bool("is_saved")?,
        is_archived: row.bool("is_archived")?,
        created_at: row.time("created_at")?,
    })
}
