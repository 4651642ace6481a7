//! Questions about the plan, through the stable views, whichever version of them is shown.

mod forms;

use chrono::{DateTime, NaiveDate, Utc};
use heirloom_events::values::{HouseholdId, MealId, RecipeId, SelectionId, ShoppingMode, Side};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool};

pub use forms::between_query;

/// One meal selected for one day. What the shown tables have no column for is as if nobody had said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionRow {
    /// The ISO week: `2026-W05`.
    pub week: String,
    /// The selection.
    pub selection_id: SelectionId,
    /// The day.
    pub planned_date: NaiveDate,
    /// The main dish, as it was when planned.
    pub main_recipe_id: RecipeId,
    /// The sides as they were when planned, by slot; gaps stay gaps.
    pub sides: Vec<Side>,
    /// What of it goes on the shopping list.
    pub shopping_mode: ShoppingMode,
    /// The meal that it is, where it is one with a name.
    pub meal_id: Option<MealId>,
    /// Its place in the week, from 0.
    pub position: i64,
    /// How many servings; none: as many as each recipe says.
    pub servings: Option<i64>,
    /// When it was cooked and eaten; none: it is open.
    pub completed_at: Option<DateTime<Utc>>,
    /// Whether it was cleared off the plan.
    pub is_cleared: bool,
}

/// The meals planned from `first` to `last`, both included, by day and place; those that were cleared, too.
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
    let mut rows = forms::ask(pool, &values).await?;
    rows.sort_by(|a, b| {
        let key = |row: &SelectionRow| (row.planned_date, row.position, row.selection_id);
        key(a).cmp(&key(b)).then_with(|| a.week.cmp(&b.week))
    });
    Ok(rows)
}
