//! What one serving of a recipe contains.

mod atwater;
mod method;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use atwater::atwater;
pub use method::{Method, MethodError};

use super::Quantity;

/// What one serving contains, and how that is known. A field that is none is not known; it is not zero.
///
/// ```
/// use heirloom_events::values::{Method, NutritionFacts};
/// let facts = NutritionFacts { protein_g: Some("7/2".parse().unwrap()), ..NutritionFacts::new(Method::STATED) };
/// assert_eq!(serde_json::to_string(&facts).unwrap(), r#"{"protein_g":"7/2","method":"stated@1"}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NutritionFacts {
    /// Energy, in whole kilocalories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calories: Option<u32>,
    /// Protein, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protein_g: Option<Quantity>,
    /// All fat, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_fat_g: Option<Quantity>,
    /// Saturated fat, in grams; part of the fat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saturated_fat_g: Option<Quantity>,
    /// Trans fat, in grams; part of the fat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trans_fat_g: Option<Quantity>,
    /// Cholesterol, in milligrams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cholesterol_mg: Option<Quantity>,
    /// Sodium, in milligrams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sodium_mg: Option<Quantity>,
    /// All carbohydrate, fibre included, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_carbs_g: Option<Quantity>,
    /// Dietary fibre, in grams; part of the carbohydrate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dietary_fiber_g: Option<Quantity>,
    /// All sugars, in grams; part of the carbohydrate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_sugars_g: Option<Quantity>,
    /// How the facts were come by.
    pub method: Method,
    /// Where they come from: a label, a table, a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The day on which they were measured or looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured_on: Option<NaiveDate>,
}

impl NutritionFacts {
    /// Facts by this method, of which nothing is known yet.
    #[must_use]
    pub fn new(method: Method) -> Self {
        Self {
            calories: None,
            protein_g: None,
            total_fat_g: None,
            saturated_fat_g: None,
            trans_fat_g: None,
            cholesterol_mg: None,
            sodium_mg: None,
            total_carbs_g: None,
            dietary_fiber_g: None,
            total_sugars_g: None,
            method,
            source: None,
            measured_on: None,
        }
    }

    /// The energy alone, as somebody stated it: what the older `calories_per_serving` says.
    #[must_use]
    pub fn stated(calories: u32) -> Self {
        Self {
            calories: Some(calories),
            ..Self::new(Method::STATED)
        }
    }
}
