//! Questions about what was cooked, through the stable view.

use chrono::{DateTime, Utc};
use heirloom_events::values::{HouseholdId, RecipeId};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// One time that a recipe was cooked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookedRow {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The event's position in the household's log.
    pub position: i64,
    /// When.
    pub cooked_at: DateTime<Utc>,
    /// Who said so.
    pub actor: Option<String>,
}

/// The last times that anything was cooked, at most `limit`, latest first.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn latest(
    pool: &ReadPool,
    household: HouseholdId,
    limit: u32,
) -> Result<Vec<CookedRow>, ReadError> {
    let query = "SELECT recipe_id, position, cooked_at, actor FROM {read}cooking_log \
                 WHERE household_id = $1 ORDER BY cooked_at DESC, position DESC LIMIT $2";
    let values = [Value::Uuid(household.0), Value::Int(limit.into())];
    pool.read("what was cooked", query, &values, cooked).await
}

fn cooked(row: &ReadRow) -> Result<CookedRow, sqlx::Error> {
    Ok(CookedRow {
        recipe_id: RecipeId(row.uuid("recipe_id")?),
        position: row.int("position")?,
        cooked_at: row.time("cooked_at")?,
        actor: row.opt_text("actor")?,
    })
}
