//! Questions about the plan, through the stable views.

use chrono::NaiveDate;
use heirloom_events::values::{HouseholdId, RecipeId, SelectionId};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// One meal selected for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionRow {
    /// The ISO week: `2026-W05`.
    pub week: String,
    /// The selection.
    pub selection_id: SelectionId,
    /// The day.
    pub planned_date: NaiveDate,
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// The three side slots; gaps stay gaps.
    pub sides: [Option<RecipeId>; 3],
    /// Whether the shopping list leaves it out.
    pub exclude_from_shopping: bool,
}

/// What a range of days is asked with: `$1` household, `$2` and `$3` first and last day.
pub const BETWEEN: &str = "SELECT week, selection_id, planned_date, main_recipe_id, side_recipe_1, side_recipe_2, \
    side_recipe_3, exclude_from_shopping FROM {read}meal_selections \
    WHERE household_id = $1 AND planned_date BETWEEN $2 AND $3 ORDER BY planned_date, selection_id, week";

/// The meals planned from `first` to `last`, both included, by day.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn between(
    pool: &ReadPool,
    household: HouseholdId,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<SelectionRow>, ReadError> {
    let values = [Value::Uuid(household.0), Value::Date(first), Value::Date(last)];
    pool.read("the plan", BETWEEN, &values, selection).await
}

fn selection(row: &ReadRow) -> Result<SelectionRow, sqlx::Error> {
    let side = |column| row.opt_uuid(column).map(|id| id.map(RecipeId));
    Ok(SelectionRow {
        week: row.text("week")?,
        selection_id: SelectionId(row.uuid("selection_id")?),
        planned_date: row.date("planned_date")?,
        main_recipe_id: RecipeId(row.uuid("main_recipe_id")?),
        sides: [
            side("side_recipe_1")?,
            side("side_recipe_2")?,
            side("side_recipe_3")?,
        ],
        exclude_from_shopping: row.bool("exclude_from_shopping")?,
    })
}
