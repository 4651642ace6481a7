//! The rows that a recipe was imported from, as its document keeps them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// How the document of such a recipe begins; any other document is of something else.
const BEGINS: &str = "{\"mealgenie\"";

/// What the rows of a recipe say that heirloom has no place for, or may say otherwise.
#[derive(Debug, Default)]
pub(super) struct Document {
    recipe: Map<String, Value>,
    facts: HashMap<String, f64>,
    /// By the ingredient's number.
    lines: HashMap<i64, (Option<f64>, Option<String>)>,
}

#[derive(Deserialize)]
struct Whole {
    mealgenie: Rows,
}

#[derive(Deserialize)]
struct Rows {
    recipe: Map<String, Value>,
    #[serde(default)]
    recipe_ingredients: Vec<Line>,
    #[serde(default)]
    nutrition_facts: Option<HashMap<String, Box<RawValue>>>,
}

#[derive(Deserialize)]
struct Line {
    ingredient_id: Value,
    #[serde(default)]
    quantity: Option<Box<RawValue>>,
    #[serde(default)]
    unit: Value,
}

/// A number to its last bit, which `serde_json` does not promise.
fn float(raw: &RawValue) -> Option<f64> {
    raw.get().parse().ok().filter(|number: &f64| number.is_finite())
}

impl Document {
    /// The rows in a document; none where it is another application's, or cannot be read.
    pub(super) fn read(document: &str) -> Option<Box<Self>> {
        if !document.starts_with(BEGINS) {
            return None;
        }
        let rows = serde_json::from_str::<Whole>(document).ok()?.mealgenie;
        let line = |row: &Line| {
            let number = row.quantity.as_deref().and_then(float);
            Some((
                row.ingredient_id.as_i64()?,
                (number, row.unit.as_str().map(str::to_owned)),
            ))
        };
        let facts = rows.nutrition_facts.unwrap_or_default();
        let fact = |(column, raw): (String, Box<RawValue>)| Some((column, float(&raw)?));
        Some(Box::new(Self {
            recipe: rows.recipe,
            facts: facts.into_iter().filter_map(fact).collect(),
            lines: rows.recipe_ingredients.iter().filter_map(line).collect(),
        }))
    }

    /// A text of the recipe's row.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        self.recipe.get(column)?.as_str()
    }

    /// The same; none where it says nothing.
    pub(super) fn said(&self, column: &str) -> Option<&str> {
        self.text(column).filter(|text| !text.trim().is_empty())
    }

    /// Yes or no in the recipe's row.
    pub(super) fn is(&self, column: &str) -> bool {
        self.recipe.get(column).and_then(Value::as_bool).unwrap_or(false)
    }

    /// When the recipe's row was made.
    pub(super) fn created_at(&self) -> Option<DateTime<Utc>> {
        let time = DateTime::parse_from_rfc3339(self.text("created_at")?).ok()?;
        Some(time.to_utc())
    }

    /// A number of the facts.
    pub(super) fn fact(&self, column: &str) -> Option<f64> {
        self.facts.get(column).copied()
    }

    /// How much of an ingredient, and in which unit, as it was written.
    pub(super) fn line(&self, ingredient: i32) -> (Option<f64>, Option<&str>) {
        let line = self.lines.get(&ingredient.into());
        line.map_or((None, None), |(number, unit)| (*number, unit.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_documents_of_the_application_are_read() {
        assert!(Document::read("{}").is_none());
        assert!(Document::read("{\"mealgenie\": 3}").is_none());
        let read = Document::read(
            r#"{"mealgenie":{"recipe":{"image_key":"k","is_ai_generated":true,"created_at":"2026-01-02T03:04:05Z"},
                "recipe_ingredients":[{"ingredient_id":3,"quantity":0.30000000000000004,"unit":"Cups "}],
                "nutrition_facts":null}}"#,
        );
        let read = read.unwrap();
        assert_eq!(
            (read.said("image_key"), read.said("banner_image_path")),
            (Some("k"), None)
        );
        assert!(read.is("is_ai_generated"));
        assert_eq!(read.created_at().unwrap().to_string(), "2026-01-02 03:04:05 UTC");
        assert_eq!(read.line(3), (Some(0.1 + 0.2), Some("Cups ")));
        assert_eq!(read.line(4), (None, None));
    }
}
