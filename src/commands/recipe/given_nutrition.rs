//! Nutrition facts as people and programs give them: who says nothing of the method has stated them.

use chrono::NaiveDate;
use heirloom_events::values::{Method, NutritionFacts, Quantity};
use serde::{Deserialize, Deserializer};

/// [`NutritionFacts`] whose method may be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    calories: Option<u32>,
    protein_g: Option<Quantity>,
    total_fat_g: Option<Quantity>,
    saturated_fat_g: Option<Quantity>,
    trans_fat_g: Option<Quantity>,
    cholesterol_mg: Option<Quantity>,
    sodium_mg: Option<Quantity>,
    total_carbs_g: Option<Quantity>,
    dietary_fiber_g: Option<Quantity>,
    total_sugars_g: Option<Quantity>,
    method: Option<Method>,
    source: Option<String>,
    measured_on: Option<NaiveDate>,
}

/// Reads facts, or none; without a method they are stated. For `deserialize_with`.
///
/// # Errors
/// Where they are no facts.
pub(super) fn stated_by_default<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NutritionFacts>, D::Error> {
    Ok(Option::<Given>::deserialize(deserializer)?.map(NutritionFacts::from))
}

impl From<Given> for NutritionFacts {
    fn from(given: Given) -> Self {
        Self {
            calories: given.calories,
            protein_g: given.protein_g,
            total_fat_g: given.total_fat_g,
            saturated_fat_g: given.saturated_fat_g,
            trans_fat_g: given.trans_fat_g,
            cholesterol_mg: given.cholesterol_mg,
            sodium_mg: given.sodium_mg,
            total_carbs_g: given.total_carbs_g,
            dietary_fiber_g: given.dietary_fiber_g,
            total_sugars_g: given.total_sugars_g,
            method: given.method.unwrap_or(Method::STATED),
            source: given.source,
            measured_on: given.measured_on,
        }
    }
}
