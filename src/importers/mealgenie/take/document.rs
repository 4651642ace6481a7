//! A recipe's rows as they lie there, kept with it as its document: for columns that heirloom has no field for, for
//! floats that no quantity is, and for white space that no field keeps.
//!
//! A change of a field is told by its own event. So the document is written anew only where something changed that
//! stands in it alone.

use serde_json::{Map, Value, json};

use super::recipe_content::{Parts, steps};
use super::text::tidy;
use crate::importers::mealgenie::source::{Columns, exact};

/// The recipe's columns that have a field of their own.
const FIELDS: [&str; 15] = [
    "recipe_name",
    "recipe_category",
    "meal_type",
    "description",
    "prep_time",
    "cook_time",
    "total_time",
    "servings",
    "directions",
    "notes",
    "image_path",
    "reference_image_path",
    "is_favorite",
    "source_url",
    "user_id",
];

impl Parts<'_> {
    /// All of its rows. What it begins with, others go by.
    pub(super) fn document(&self) -> String {
        let columns = |columns: &Columns| serde_json::to_value(columns).unwrap_or_default();
        let lines: Vec<Value> = self.lines.iter().map(|row| columns(&row.columns)).collect();
        let document = json!({
            "mealgenie": {
                "recipe": columns(&self.recipe.columns),
                "recipe_ingredients": lines,
                "nutrition_facts": self.nutrition.map(|row| columns(&row.columns)),
            }
        });
        document.to_string()
    }
}

/// The document that a recipe is to have: the one that it has, where the new one says nothing that no field says.
pub(super) fn settled(known: Option<&str>, new: Option<String>) -> Option<String> {
    let known_alone = known.and_then(alone);
    match known_alone.is_some() && known_alone == new.as_deref().and_then(alone) {
        true => known.map(str::to_owned),
        false => new,
    }
}

/// What a document says that no field does; none where it is none of ours.
fn alone(document: &str) -> Option<Value> {
    let mut document: Value = serde_json::from_str(document).ok()?;
    let rows = document.get_mut("mealgenie")?.as_object_mut()?;
    if let Some(recipe) = rows.get_mut("recipe").and_then(Value::as_object_mut) {
        recipe.retain(|column, value| !(FIELDS.contains(&column.as_str()) && is_kept(column, value)));
    }
    if let Some(lines) = rows.get_mut("recipe_ingredients").and_then(Value::as_array_mut) {
        lines.retain(|line| !line.as_object().is_some_and(is_a_line));
    }
    if let Some(facts) = rows.get_mut("nutrition_facts").and_then(Value::as_object_mut) {
        facts.retain(|_, value| !is_kept("", value));
    }
    if rows
        .get("nutrition_facts")
        .is_some_and(|facts| *facts == json!({}))
    {
        rows.insert("nutrition_facts".to_owned(), Value::Null);
    }
    Some(document)
}

/// Whether a field keeps the value as it is.
fn is_kept(column: &str, value: &Value) -> bool {
    match value {
        Value::String(text) if column == "directions" => {
            let steps: Vec<String> = steps(Some(text)).into_iter().map(|step| step.text).collect();
            steps.join("\n") == *text
        }
        Value::String(text) => !text.is_empty() && tidy(text) == *text,
        Value::Number(number) => number.as_f64().and_then(exact).is_some(),
        Value::Null | Value::Bool(_) => true,
        Value::Array(_) | Value::Object(_) => false,
    }
}

/// Whether a line of the recipe keeps all of it.
fn is_a_line(columns: &Map<String, Value>) -> bool {
    columns.values().all(|value| is_kept("", value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, key: &str, quantity: f64) -> String {
        let line = json!({"recipe_id": 1, "ingredient_id": 2, "quantity": quantity, "unit": "cup"});
        let recipe = json!({"id": 1, "recipe_name": name, "image_key": key});
        json!({"mealgenie": {"recipe": recipe, "recipe_ingredients": [line], "nutrition_facts": null}})
            .to_string()
    }

    #[track_caller]
    fn check(new: String, is_new: bool) {
        let known = document("Soup", "k", 1.5);
        let settled = settled(Some(&known), Some(new.clone())).unwrap();
        assert_eq!(settled, if is_new { new } else { known });
    }

    #[test]
    fn a_document_stays_where_only_fields_changed() {
        check(document("Stew", "k", 1.5), false);
        check(document("Soup", "k", 2.0), false);
        check(document("Soup", "other", 1.5), true);
        check(document(" Soup", "k", 1.5), true);
        check(document("Soup", "k", 0.1 + 0.2), true);
        assert_eq!(settled(Some("<html>"), Some("{}".into())).as_deref(), Some("{}"));
        assert_eq!(settled(None, None), None);
    }
}
