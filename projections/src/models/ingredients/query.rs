//! Questions about the catalogue, through the stable views.

use heirloom_events::values::{HouseholdId, IngredientId, folded};

use crate::Value;
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
