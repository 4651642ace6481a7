//! Questions about nutrition, through the stable views. They need `nutrition` v1, which the revision
//! `nutrition_facts_with_method` brings.

use heirloom_events::values::{HouseholdId, Method, NutritionFacts, Quantity, RecipeId};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

const FACTS: &str = "SELECT recipe_id, CAST(calories AS bigint) AS calories, protein_g, total_fat_g, saturated_fat_g, trans_fat_g, \
    cholesterol_mg, sodium_mg, total_carbs_g, dietary_fiber_g, total_sugars_g, method, source, measured_on \
    FROM {read}nutrition_facts WHERE household_id = $1";

/// What one serving of a recipe contains; none where nobody said.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn of_recipe(
    pool: &ReadPool,
    household: HouseholdId,
    id: RecipeId,
) -> Result<Option<NutritionFacts>, ReadError> {
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    let query = format!("{FACTS} AND recipe_id = $2");
    let mut found = pool.read("nutrition facts", &query, &values, facts).await?;
    Ok(found.pop().map(|(_, facts)| facts))
}

/// The facts that were come by in this way, by recipe.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn by_method(
    pool: &ReadPool,
    household: HouseholdId,
    method: &Method,
) -> Result<Vec<(RecipeId, NutritionFacts)>, ReadError> {
    let values = [Value::Uuid(household.0), Value::text(method.as_str())];
    let query = format!("{FACTS} AND method = $2 ORDER BY recipe_id");
    pool.read("nutrition facts by method", &query, &values, facts)
        .await
}

fn facts(row: &ReadRow) -> Result<(RecipeId, NutritionFacts), sqlx::Error> {
    let amount = |column| -> Result<Option<Quantity>, sqlx::Error> {
        let text = row.opt_text(column)?;
        text.map(|text| text.parse().map_err(decode)).transpose()
    };
    let calories = row.opt_int("calories")?;
    let facts = NutritionFacts {
        calories: calories.map(u32::try_from).transpose().map_err(decode)?,
        protein_g: amount("protein_g")?,
        total_fat_g: amount("total_fat_g")?,
        saturated_fat_g: amount("saturated_fat_g")?,
        trans_fat_g: amount("trans_fat_g")?,
        cholesterol_mg: amount("cholesterol_mg")?,
        sodium_mg: amount("sodium_mg")?,
        total_carbs_g: amount("total_carbs_g")?,
        dietary_fiber_g: amount("dietary_fiber_g")?,
        total_sugars_g: amount("total_sugars_g")?,
        method: row.text("method")?.parse().map_err(decode)?,
        source: row.opt_text("source")?,
        measured_on: row.opt_date("measured_on")?,
    };
    Ok((RecipeId(row.uuid("recipe_id")?), facts))
}

fn decode(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
