//! The forms that the question of a range of days has, by the version of the tables that is shown.
//!
//! Versions from 4 on have fewer columns than those before, so no one query fits all. Which version is shown
//! may change between two questions, even between two attempts: so each form is tried in turn, first the one
//! that was answered last.

use std::sync::atomic::{AtomicUsize, Ordering};

use heirloom_events::values::{MealId, RecipeId, SelectionId, ShoppingMode, Side};

use super::SelectionRow;
use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// What is asked, and how a row of the answer is read.
struct Form {
    /// The first version of `meal_plan` that it fits; it fits up to that of the next form.
    since: u32,
    query: &'static str,
    sides: fn(&ReadRow) -> Result<Vec<Side>, sqlx::Error>,
    mode: fn(&ReadRow) -> Result<ShoppingMode, sqlx::Error>,
    /// Whether it has the columns that came with version 3.
    has_order: bool,
}

macro_rules! query {
    ($($columns:literal),+) => {
        concat!(
            "SELECT m.week, m.selection_id, m.planned_date, m.main_recipe_id", $(", ", $columns,)+
            " FROM {read}meal_selections AS m \
             WHERE m.household_id = $1 AND m.planned_date BETWEEN $2 AND $3 \
             ORDER BY m.planned_date, m.selection_id, m.week"
        )
    };
    (order: $($columns:literal),+) => {
        query!(
            $($columns),+,
            "CAST(m.position AS bigint) AS position, m.meal_id, CAST(m.servings AS bigint) AS servings, \
             m.completed_at, m.is_cleared"
        )
    };
    (sides: $column:literal) => {
        query!(
            order: $column,
            "(SELECT string_agg(CAST(s.slot AS text) || ' ' || CAST(s.recipe_id AS text), ',') \
              FROM {read}meal_selection_sides AS s WHERE s.household_id = m.household_id \
                AND s.week_id = m.week_id AND s.selection_id = m.selection_id) AS sides"
        )
    };
}

/// From the newest to the oldest.
static FORMS: [Form; 4] = [
    Form {
        since: 5,
        query: query!(sides: "m.shopping_mode"),
        sides: listed,
        mode: said,
        has_order: true,
    },
    Form {
        since: 4,
        query: query!(sides: "m.exclude_from_shopping"),
        sides: listed,
        mode: excluded,
        has_order: true,
    },
    Form {
        since: 3,
        query: query!(order: "m.side_recipe_1, m.side_recipe_2, m.side_recipe_3, m.exclude_from_shopping"),
        sides: in_slots,
        mode: excluded,
        has_order: true,
    },
    Form {
        since: 1,
        query: query!("m.side_recipe_1, m.side_recipe_2, m.side_recipe_3, m.exclude_from_shopping"),
        sides: in_slots,
        mode: excluded,
        has_order: false,
    },
];

/// How often all forms are tried: a switch may come between two of them.
const ROUNDS: usize = 3;

/// What a range of days is asked with where this version of `meal_plan` is shown: `$1` household, `$2` and
/// `$3` first and last day.
#[must_use]
pub fn between_query(version: u32) -> &'static str {
    let newest = FORMS.iter().find(|form| form.since <= version);
    newest.unwrap_or(&FORMS[FORMS.len() - 1]).query
}

/// Asks in the form that fits what is shown.
pub(super) async fn ask(pool: &ReadPool, values: &[Value<'_>]) -> Result<Vec<SelectionRow>, ReadError> {
    static ANSWERED: AtomicUsize = AtomicUsize::new(0);
    let first = ANSWERED.load(Ordering::Relaxed);
    let mut tries = (first..first + ROUNDS * FORMS.len()).map(|at| at % FORMS.len());
    loop {
        let at = tries.next().unwrap_or(0);
        let form = &FORMS[at];
        let answer = pool
            .read("the plan", form.query, values, |row| form.read(row))
            .await;
        match answer {
            Err(error) if tries.len() > 0 && error.is_another_shape() => {}
            Ok(rows) => {
                ANSWERED.store(at, Ordering::Relaxed);
                return Ok(rows);
            }
            Err(error) => return Err(error),
        }
    }
}

impl Form {
    fn read(&self, row: &ReadRow) -> Result<SelectionRow, sqlx::Error> {
        let mut selection = SelectionRow {
            week: row.text("week")?,
            selection_id: SelectionId(row.uuid("selection_id")?),
            planned_date: row.date("planned_date")?,
            main_recipe_id: RecipeId(row.uuid("main_recipe_id")?),
            sides: (self.sides)(row)?,
            shopping_mode: (self.mode)(row)?,
            meal_id: None,
            position: 0,
            servings: None,
            completed_at: None,
            is_cleared: false,
        };
        if self.has_order {
            selection.meal_id = row.opt_uuid("meal_id")?.map(MealId);
            selection.position = row.int("position")?;
            selection.servings = row.opt_int("servings")?;
            selection.completed_at = row.opt_time("completed_at")?;
            selection.is_cleared = row.bool("is_cleared")?;
        }
        Ok(selection)
    }
}

fn said(row: &ReadRow) -> Result<ShoppingMode, sqlx::Error> {
    let mode = row.text("shopping_mode")?;
    mode.parse().map_err(|error| undecodable("shopping_mode", error))
}

fn excluded(row: &ReadRow) -> Result<ShoppingMode, sqlx::Error> {
    row.bool("exclude_from_shopping").map(ShoppingMode::from_excluded)
}

fn in_slots(row: &ReadRow) -> Result<Vec<Side>, sqlx::Error> {
    let slot = |column| row.opt_uuid(column).map(|id| id.map(RecipeId));
    Ok(Side::in_slots([
        slot("side_recipe_1")?,
        slot("side_recipe_2")?,
        slot("side_recipe_3")?,
    ]))
}

/// `1 <id>,3 <id>`, in any order.
fn listed(row: &ReadRow) -> Result<Vec<Side>, sqlx::Error> {
    let text = row.opt_text("sides")?.unwrap_or_default();
    let mut sides = Vec::new();
    for side in text.split(',').filter(|side| !side.is_empty()) {
        let (slot, recipe) = side.split_once(' ').unwrap_or((side, ""));
        sides.push(Side {
            slot: slot.parse().map_err(|error| undecodable("slot", error))?,
            recipe_id: recipe.parse().map_err(|error| undecodable("recipe_id", error))?,
        });
    }
    sides.sort();
    Ok(sides)
}

fn undecodable(column: &str, error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: Box::new(error),
    }
}
