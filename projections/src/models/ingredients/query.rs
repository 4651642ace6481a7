//! Questions about the catalogue, through the stable views.

use heirloom_events::values::{HouseholdId, IngredientId, folded};

use crate::Value;
use crate::models::begins;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// An ingredient of a household's catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IngredientRow {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// Its name as written.
    pub name: String,
    /// Its category.
    pub category: Option<String>,
    /// The ingredient that it was merged into.
    pub merged_into: Option<IngredientId>,
    /// What answers for it: itself, or at the end of its merges.
    pub canonical_id: IngredientId,
}

/// The ingredient that goes by this name or alias: at the end of its merges.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn by_name(
    pool: &ReadPool,
    household: HouseholdId,
    name: &str,
) -> Result<Option<IngredientRow>, ReadError> {
    let query = "SELECT i.ingredient_id, i.name, i.category, i.merged_into, i.canonical_id \
                 FROM {read}ingredient_names AS n \
                 JOIN {read}ingredients AS bearer \
                   ON bearer.household_id = n.household_id AND bearer.ingredient_id = n.ingredient_id \
                 JOIN {read}ingredients AS i \
                   ON i.household_id = n.household_id AND i.ingredient_id = bearer.canonical_id \
                 WHERE n.household_id = $1 AND n.folded_name = $2";
    let values = [Value::Uuid(household.0), Value::owned(folded(name))];
    Ok(pool
        .read("an ingredient", query, &values, ingredient)
        .await?
        .pop())
}

/// What names are asked with by how they begin: `$1` household, `$2` and `$3` the bounds, `$4` how many.
pub const NAMES: &str = "SELECT ingredient_id, name, category, merged_into, canonical_id FROM {read}ingredients \
    WHERE household_id = $1 AND folded_name >= $2 AND folded_name < $3 AND merged_into IS NULL \
    ORDER BY folded_name, ingredient_id LIMIT $4";

/// The values of [`NAMES`] for what was typed.
#[must_use]
pub fn names_values(household: HouseholdId, typed: &str, limit: u32) -> [Value<'static>; 4] {
    let [from, below] = begins::bounds(typed);
    [Value::Uuid(household.0), from, below, Value::Int(limit.into())]
}

/// The ingredients whose own names begin like this, without merged ones: at most `limit`, by name and id.
/// For what is shown while somebody types.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn names(
    pool: &ReadPool,
    household: HouseholdId,
    typed: &str,
    limit: u32,
) -> Result<Vec<IngredientRow>, ReadError> {
    let values = names_values(household, typed, limit);
    pool.read("ingredients by how their names begin", NAMES, &values, ingredient)
        .await
}

/// Every ingredient, merged ones too, by name and id.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn list(pool: &ReadPool, household: HouseholdId) -> Result<Vec<IngredientRow>, ReadError> {
    let query = "SELECT ingredient_id, name, category, merged_into, canonical_id FROM {read}ingredients \
                 WHERE household_id = $1 ORDER BY folded_name, ingredient_id";
    pool.read("the ingredients", query, &[Value::Uuid(household.0)], ingredient)
        .await
}

fn ingredient(row: &ReadRow) -> Result<IngredientRow, sqlx::Error> {
    Ok(IngredientRow {
        ingredient_id: IngredientId(row.uuid("ingredient_id")?),
        name: row.text("name")?,
        category: row.opt_text("category")?,
        merged_into: row.opt_uuid("merged_into")?.map(IngredientId),
        canonical_id: IngredientId(row.uuid("canonical_id")?),
    })
}
