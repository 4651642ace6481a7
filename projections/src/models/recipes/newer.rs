//! Questions that need columns or tables of a newer version than 1, each with the version that it needs.
//!
//! With older tables the database says which column or view is missing, and the error names the version.

use heirloom_events::values::{DietTag, HouseholdId, LineId, RecipeId};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// How much energy a serving has, and how hard a recipe is to prepare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Whole kilocalories in a serving; none: not known.
    pub calories_per_serving: Option<i64>,
    /// `easy`, `medium` or `hard`.
    pub preparation_difficulty: String,
    /// Whether nobody chose it, so that it says `medium`.
    pub is_default: bool,
}

/// Calories and difficulty of a recipe. Needs `recipes` v2.
///
/// # Errors
/// Where the tables cannot be read, or are older.
pub async fn effort(
    pool: &ReadPool,
    household: HouseholdId,
    id: RecipeId,
) -> Result<Option<Effort>, ReadError> {
    let query = "SELECT CAST(calories_per_serving AS bigint) AS calories_per_serving, preparation_difficulty, \
                 preparation_difficulty_is_default FROM {read}recipes WHERE household_id = $1 AND recipe_id = $2";
    let read = |row: &ReadRow| {
        Ok(Effort {
            calories_per_serving: row.opt_int("calories_per_serving")?,
            preparation_difficulty: row.text("preparation_difficulty")?,
            is_default: row.bool("preparation_difficulty_is_default")?,
        })
    };
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    let what = "a recipe's difficulty, for which `recipes` v2 is needed";
    Ok(pool.read(what, query, &values, read).await?.pop())
}

/// How an ingredient line is prepared, and what it amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparation {
    /// The line.
    pub line_id: LineId,
    /// `finely chopped`.
    pub method: Option<String>,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// The unit that is meant: `us_cup`.
    pub unit_id: Option<String>,
    /// Exactly how much of the canonical unit; of a range the lower end.
    pub canonical: Option<String>,
    /// The upper end, where it is a range.
    pub canonical_max: Option<String>,
    /// `gram`, `millilitre`, `each`, `can`.
    pub canonical_unit: Option<String>,
}

/// What a recipe's lines say beside their text, in order. Needs `recipes` v6.
///
/// # Errors
/// Where the tables cannot be read, or are older.
pub async fn preparations(
    pool: &ReadPool,
    household: HouseholdId,
    id: RecipeId,
) -> Result<Vec<Preparation>, ReadError> {
    let query = "SELECT line_id, preparation_method, optional_flag, unit_id, canonical_quantity, \
                 canonical_quantity_max, canonical_unit FROM {read}recipe_ingredients \
                 WHERE household_id = $1 AND recipe_id = $2 ORDER BY position";
    let read = |row: &ReadRow| {
        Ok(Preparation {
            line_id: LineId(row.uuid("line_id")?),
            method: row.opt_text("preparation_method")?,
            is_optional: row.bool("optional_flag")?,
            unit_id: row.opt_text("unit_id")?,
            canonical: row.opt_text("canonical_quantity")?,
            canonical_max: row.opt_text("canonical_quantity_max")?,
            canonical_unit: row.opt_text("canonical_unit")?,
        })
    };
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    let what = "exact amounts, for which `recipes` v6 is needed";
    pool.read(what, query, &values, read).await
}

/// The units as written that are none of the table, with the lines that have them, most frequent first.
/// Needs `recipes` v6.
///
/// # Errors
/// Where the tables cannot be read, or are older.
pub async fn unknown_units(pool: &ReadPool, household: HouseholdId) -> Result<Vec<(String, i64)>, ReadError> {
    let query = "SELECT unit AS found, count(*) AS times FROM {read}recipe_ingredients \
                 WHERE household_id = $1 AND unit IS NOT NULL AND unit_id IS NULL \
                 GROUP BY unit ORDER BY times DESC, unit";
    let what = "unknown units, for which `recipes` v6 is needed";
    pool.read(what, query, &[Value::Uuid(household.0)], counted).await
}

/// The live recipes that suit a diet, by title and id, at most `limit`. Needs `recipes` v7.
///
/// # Errors
/// Where the tables cannot be read, or are older.
pub async fn by_diet(
    pool: &ReadPool,
    household: HouseholdId,
    diet: DietTag,
    limit: u32,
) -> Result<Vec<RecipeId>, ReadError> {
    let query = "SELECT r.recipe_id FROM {read}recipe_diets AS d JOIN {read}recipes AS r \
                   ON r.household_id = d.household_id AND r.recipe_id = d.recipe_id \
                 WHERE d.household_id = $1 AND d.diet = $2 AND NOT r.archived \
                 ORDER BY r.folded_title, r.recipe_id LIMIT $3";
    let values = [
        Value::Uuid(household.0),
        Value::text(diet.as_str()),
        Value::Int(limit.into()),
    ];
    let read = |row: &ReadRow| row.uuid("recipe_id").map(RecipeId);
    let what = "recipes by diet, for which `recipes` v7 is needed";
    pool.read(what, query, &values, read).await
}

/// What was written about diets and is none that is known, with the recipes that say it, most frequent
/// first. Needs `recipes` v7.
///
/// # Errors
/// Where the tables cannot be read, or are older.
pub async fn unknown_diets(pool: &ReadPool, household: HouseholdId) -> Result<Vec<(String, i64)>, ReadError> {
    let query = "SELECT word AS found, count(*) AS times FROM {read}recipe_diet_words \
                 WHERE household_id = $1 GROUP BY word ORDER BY times DESC, word";
    let what = "unknown diets, for which `recipes` v7 is needed";
    pool.read(what, query, &[Value::Uuid(household.0)], counted).await
}

fn counted(row: &ReadRow) -> Result<(String, i64), sqlx::Error> {
    Ok((row.text("found")?, row.int("times")?))
}
