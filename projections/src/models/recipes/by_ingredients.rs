//! Which recipes have which ingredients: all of, any of, none of.

use heirloom_events::values::{HouseholdId, IngredientId, RecipeId};

use crate::read_pool::{ReadError, ReadPool};
use crate::{Dialect, Value};

/// What is wanted of a recipe's ingredients. Merged ingredients count as one, whichever of them is asked
/// for and whichever a line names. An empty list asks for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// Every one of these is in it.
    pub all_of: &'a [IngredientId],
    /// At least one of these is in it.
    pub any_of: &'a [IngredientId],
    /// None of these is in it.
    pub none_of: &'a [IngredientId],
}

/// The live recipes that have these ingredients, by title and id, at most `limit`.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn recipe_ids_by_ingredients(
    pool: &ReadPool,
    household: HouseholdId,
    wanted: Wanted<'_>,
    limit: u32,
) -> Result<Vec<RecipeId>, ReadError> {
    let [all_of, any_of, none_of] = [wanted.all_of, wanted.any_of, wanted.none_of].map(json);
    let values = [
        Value::Uuid(household.0),
        Value::Int(limit.into()),
        all_of,
        any_of,
        none_of,
    ];
    let query = query(pool.dialect(), wanted);
    let read = |row: &crate::read_pool::ReadRow| row.uuid("recipe_id").map(RecipeId);
    pool.read("recipes by ingredient", &query, &values, read).await
}

/// The query for these wishes. `$1` is the household, `$2` the limit, `$3` to `$5` the three lists as JSON.
#[must_use]
pub fn query(dialect: Dialect, wanted: Wanted<'_>) -> String {
    let mut conditions = Vec::new();
    if !wanted.all_of.is_empty() {
        conditions.push(
            "r.recipe_id IN (SELECT recipe_id FROM hits WHERE list = 'all' GROUP BY recipe_id \
             HAVING count(DISTINCT canonical_id) = (SELECT count(DISTINCT canonical_id) FROM asked WHERE list = 'all'))",
        );
    }
    if !wanted.any_of.is_empty() {
        conditions.push("r.recipe_id IN (SELECT recipe_id FROM hits WHERE list = 'any')");
    }
    if !wanted.none_of.is_empty() {
        conditions
            .push("NOT EXISTS (SELECT 1 FROM hits AS h WHERE h.list = 'none' AND h.recipe_id = r.recipe_id)");
    }
    let conditions: String = conditions
        .iter()
        .map(|condition| format!(" AND {condition}"))
        .collect();
    include_str!("by_ingredients.sql")
        .replace("{ids}", ids(dialect))
        .replace("{conditions}", &conditions)
}

/// What reads a list of ids out of the three.
fn ids(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => {
            "SELECT 'all' AS list, value::uuid AS id FROM json_array_elements_text($3::json) \
             UNION ALL SELECT 'any', value::uuid FROM json_array_elements_text($4::json) \
             UNION ALL SELECT 'none', value::uuid FROM json_array_elements_text($5::json)"
        }
        Dialect::Sqlite => {
            "SELECT 'all' AS list, value AS id FROM json_each($3) \
             UNION ALL SELECT 'any', value FROM json_each($4) \
             UNION ALL SELECT 'none', value FROM json_each($5)"
        }
    }
}

fn json(ids: &[IngredientId]) -> Value<'static> {
    let quoted: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    Value::owned(format!("[{}]", quoted.join(",")))
}
