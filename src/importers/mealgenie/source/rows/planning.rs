//! Meals and the plan.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// A meal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meal {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// The main dish.
    pub main_recipe_id: i64,
    /// The sides by their slots, ascending; a gap stays a gap.
    pub sides: Vec<SideSlot>,
    /// Its tags, as written.
    pub tags: Vec<String>,
    /// Whether it is kept when it leaves the plan. `is_favorite` before revision 19; false before 8, as the
    /// application's migration has it.
    pub is_saved: bool,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
}

/// A side dish in its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SideSlot {
    /// The slot, from 1.
    pub slot: u16,
    /// The recipe.
    pub recipe_id: i64,
}

/// A meal on the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannerEntry {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// The meal.
    pub meal_id: i64,
    /// Its place; many may have the same. Before revision 8 the rank of its id.
    pub position: i64,
    /// Whether it was cooked.
    pub is_completed: bool,
    /// When.
    pub completed_at: Option<DateTime<Utc>>,
    /// For what day; the application never writes it.
    pub scheduled_date: Option<NaiveDate>,
    /// What goes on the list; before revision 18 from `exclude_from_shopping`.
    pub shopping_mode: Mode,
    /// Whether it left the plan and stays in the history.
    pub is_cleared: bool,
}

/// What of an entry goes on the shopping list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Everything.
    All,
    /// Only produce.
    ProduceOnly,
    /// Nothing.
    None,
}
