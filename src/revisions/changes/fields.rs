//! The fields of an event version, as its JSON Schema tells them.

use std::collections::BTreeMap;

use serde_json::Value;

/// How deep fields are followed; deeper ones belong to a type that holds itself.
const DEPTH: usize = 8;

/// Fields by their path (`content.lines[].unit`), each with its type in words.
pub(super) type Fields = BTreeMap<String, String>;

/// The fields of a schema.
pub(super) fn fields(schema: &Value) -> Fields {
    let mut fields = Fields::new();
    let walk = Walk { root: schema };
    walk.object(schema, "", DEPTH, &mut fields);
    fields
}

struct Walk<'a> {
    root: &'a Value,
}

impl Walk<'_> {
    fn object(&self, schema: &Value, path: &str, depth: usize, fields: &mut Fields) {
        let Some(properties) = schema["properties"].as_object().filter(|_| depth > 0) else {
            return;
        };
        for (name, property) in properties {
            let path = match path.is_empty() {
                true => name.clone(),
                false => format!("{path}.{name}"),
            };
            fields.insert(path.clone(), self.words(property));
            self.inside(property, &path, depth - 1, fields);
        }
    }

    /// The fields of what stands in a field: an object, perhaps in a list, perhaps absent.
    fn inside(&self, schema: &Value, path: &str, depth: usize, fields: &mut Fields) {
        let (schema, _) = self.resolved(schema);
        if schema["items"].is_object() {
            return self.inside(&schema["items"], &format!("{path}[]"), depth, fields);
        }
        self.object(schema, path, depth, fields);
    }

    /// The schema itself, and whether it may be `null` instead.
    fn resolved<'s>(&'s self, schema: &'s Value) -> (&'s Value, bool) {
        let mut schema = schema;
        let mut nullable = false;
        for _ in 0..DEPTH {
            if let Some(definition) = schema["$ref"].as_str().and_then(|path| path.strip_prefix('#')) {
                schema = self.root.pointer(definition).unwrap_or(&Value::Null);
            } else if let Some(one) = self.only_choice(schema) {
                nullable = true;
                schema = one;
            } else {
                break;
            }
        }
        (schema, nullable)
    }

    /// What else than `null` it may be, where that is the one choice.
    fn only_choice<'s>(&self, schema: &'s Value) -> Option<&'s Value> {
        let choices = schema["anyOf"].as_array()?;
        let is_null = |choice: &&Value| choice["type"] == "null";
        let mut others = choices.iter().filter(|choice| !is_null(choice));
        let one = others.next()?;
        (others.next().is_none() && choices.iter().any(|choice| is_null(&choice))).then_some(one)
    }

    fn words(&self, schema: &Value) -> String {
        let (inner, nullable) = self.resolved(schema);
        let mut words = self.plain_words(inner);
        if nullable && !words.ends_with(" or null") {
            words.push_str(" or null");
        }
        words
    }

    fn plain_words(&self, schema: &Value) -> String {
        let values = match (&schema["enum"], &schema["oneOf"]) {
            (Value::Array(values), _) => values.iter().map(Value::to_string).collect(),
            (_, Value::Array(choices)) => choices.iter().map(|choice| choice["const"].to_string()).collect(),
            _ => Vec::new(),
        };
        if !values.is_empty() && values.iter().all(|value| value != "null") {
            return format!("one of {}", values.join(", "));
        }
        let names: Vec<&str> = match &schema["type"] {
            Value::String(name) => vec![name.as_str()],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let name = |name: &str| match (name, &schema["format"], &schema["items"]) {
            ("array", _, items) if items.is_object() => format!("list of {}", self.words(items)),
            ("string", Value::String(format), _) => format!("string ({format})"),
            (name, ..) => name.to_owned(),
        };
        match names.is_empty() {
            true => "value".into(),
            false => names.into_iter().map(name).collect::<Vec<_>>().join(" or "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_are_followed_through_references_lists_and_what_may_be_absent() {
        let schema = json!({
            "properties": {
                "content": {"$ref": "#/$defs/Content"},
                "unit": {"anyOf": [{"$ref": "#/$defs/Unit"}, {"type": "null"}]},
            },
            "$defs": {
                "Content": {"type": "object", "properties": {
                    "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
                    "servings": {"type": ["integer", "null"], "format": "uint32"},
                }},
                "Line": {"type": "object", "properties": {"text": {"type": "string"}}},
                "Unit": {"enum": ["g", "ml"]},
            }
        });
        let told: Vec<String> = fields(&schema)
            .iter()
            .map(|(path, kind)| format!("{path}: {kind}"))
            .collect();
        assert_eq!(
            told,
            [
                "content: object",
                "content.lines: list of object",
                "content.lines[].text: string",
                "content.servings: integer or null",
                "unit: one of \"g\", \"ml\" or null",
            ]
        );
    }

    #[test]
    fn a_type_that_holds_itself_comes_to_an_end() {
        let schema = json!({"properties": {"step": {"$ref": "#"}}});
        assert_eq!(fields(&schema).len(), DEPTH);
    }
}
