//! Questions about shopping lists, through the stable views. They need `shopping` v1, which the revision
//! `meals_and_shopping_lists` brings.

use heirloom_events::values::{HouseholdId, RecipeId, SelectionId, WeekId};
use serde::Serialize;

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// One item of a list as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    /// What a mark on it names.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: Option<String>,
    /// `buy`, `to_taste`, `optional`, `have`.
    pub group: String,
    /// Who put it there.
    pub source: String,
    /// The number as it is shown, where it is one number: `6.25`, `3/2`.
    pub quantity: Option<String>,
    /// Its unit; empty where a recipe wrote none.
    pub unit: Option<String>,
    /// How much, to read.
    pub amount: String,
    /// What to take from the shelf, to read.
    pub buy: Option<String>,
    /// What is needed beyond what was ticked, to read.
    pub rest: Option<String>,
    /// Whether it is at home.
    pub have: bool,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether it is flagged.
    pub flagged: bool,
    /// The application's own key of it.
    pub aggregation_key: Option<String>,
}

/// What one line of one planned recipe gave to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// The item.
    pub key: String,
    /// The planned meal.
    pub selection_id: SelectionId,
    /// The recipe.
    pub recipe_id: RecipeId,
    /// What kind of amount; none where it gave no number.
    pub kind: Option<String>,
    /// The amount's upper end: exact, or the float that algorithm 1 computes with.
    pub amount: Option<String>,
}

/// Something that a cook should know about a list as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemRow {
    /// Its kind in a word: `no_servings`.
    pub kind: String,
    /// The recipe that it is about.
    pub recipe_id: RecipeId,
    /// The sentence.
    pub text: String,
}

/// What a list is asked with: `$1` household, `$2` the week's stream, `$3` the algorithm.
pub const LIST: &str = "SELECT item_key, name, category, item_group, source, quantity, unit, amount, buy, rest, have, ticked, flagged, \
    aggregation_key FROM {read}shopping_items WHERE household_id = $1 AND week_id = $2 AND algorithm = $3 ORDER BY place";

/// What its sources are asked with; the values as in [`LIST`].
pub const SOURCES: &str = "SELECT item_key, selection_id, recipe_id, kind, high_num, high_den, base FROM {read}shopping_item_sources \
    WHERE household_id = $1 AND week_id = $2 AND algorithm = $3 ORDER BY item_key, place";

/// What the problems of an exact list are asked with: `$1` household, `$2` the week's stream.
const PROBLEMS: &str = "SELECT recipe_id, kind, text FROM {read}shopping_problems \
    WHERE household_id = $1 AND week_id = $2 ORDER BY position";

fn values(household: HouseholdId, week: WeekId, algorithm: u8) -> [Value<'static>; 3] {
    let week = Value::owned(week.to_string());
    [Value::Uuid(household.0), week, Value::Integer(algorithm.into())]
}

/// A week's list by one algorithm, in its order.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn list(
    pool: &ReadPool,
    household: HouseholdId,
    week: WeekId,
    algorithm: u8,
) -> Result<Vec<ItemRow>, ReadError> {
    let values = values(household, week, algorithm);
    pool.read("the shopping list", LIST, &values, item).await
}

/// Where the amounts of a week's list come from, item by item.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn sources(
    pool: &ReadPool,
    household: HouseholdId,
    week: WeekId,
    algorithm: u8,
) -> Result<Vec<SourceRow>, ReadError> {
    let values = values(household, week, algorithm);
    pool.read("the sources of a shopping list", SOURCES, &values, source)
        .await
}

/// What a cook should know about a week's list by the second algorithm, in its order. Works from `shopping` v3 on,
/// which the revision `problems_of_lists` brings; before that it finds none.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn problems(
    pool: &ReadPool,
    household: HouseholdId,
    week: WeekId,
) -> Result<Vec<ProblemRow>, ReadError> {
    let values = values(household, week, 2);
    let asked = pool.read("the problems of a list", PROBLEMS, &values[..2], problem);
    match asked.await {
        Err(error) if error.is_another_shape() => Ok(Vec::new()),
        outcome => outcome,
    }
}

fn problem(row: &ReadRow) -> Result<ProblemRow, sqlx::Error> {
    Ok(ProblemRow {
        kind: row.text("kind")?,
        recipe_id: RecipeId(row.uuid("recipe_id")?),
        text: row.text("text")?,
    })
}

fn item(row: &ReadRow) -> Result<ItemRow, sqlx::Error> {
    Ok(ItemRow {
        key: row.text("item_key")?,
        name: row.text("name")?,
        category: row.opt_text("category")?,
        group: row.text("item_group")?,
        source: row.text("source")?,
        quantity: row.opt_text("quantity")?,
        unit: row.opt_text("unit")?,
        amount: row.text("amount")?,
        buy: row.opt_text("buy")?,
        rest: row.opt_text("rest")?,
        have: row.bool("have")?,
        ticked: row.bool("ticked")?,
        flagged: row.bool("flagged")?,
        aggregation_key: row.opt_text("aggregation_key")?,
    })
}

fn source(row: &ReadRow) -> Result<SourceRow, sqlx::Error> {
    let exact = match (row.opt_int("high_num")?, row.opt_int("high_den")?) {
        (Some(number), Some(1)) => Some(number.to_string()),
        (Some(number), Some(parts)) => Some(format!("{number}/{parts}")),
        _ => None,
    };
    Ok(SourceRow {
        key: row.text("item_key")?,
        selection_id: SelectionId(row.uuid("selection_id")?),
        recipe_id: RecipeId(row.uuid("recipe_id")?),
        kind: row.opt_text("kind")?,
        amount: row.opt_text("base")?.or(exact),
    })
}
