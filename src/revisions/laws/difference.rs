//! Where two payloads differ, and JSON in one form.

use serde_json::{Map, Value};

/// The first difference of two JSON values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: `content.lines[3].unit`; empty where the values themselves differ.
    pub field: String,
    /// What is there on the left; none: nothing.
    pub left: Option<Value>,
    /// What is there on the right; none: nothing.
    pub right: Option<Value>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} became {}",
            shown(self.left.as_ref()),
            shown(self.right.as_ref())
        )
    }
}

fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "nothing".to_owned();
    };
    let text = value.to_string();
    match text.chars().count() {
        0..=60 => format!("`{text}`"),
        count => format!(
            "`{}…` ({count} characters)",
            text.chars().take(60).collect::<String>()
        ),
    }
}

/// The first difference, in the order of the fields' names; none where they are equal whatever the order of
/// keys.
#[must_use]
pub fn difference(left: &Value, right: &Value) -> Option<Difference> {
    find(left, right, &mut String::new())
}

fn find(left: &Value, right: &Value, path: &mut String) -> Option<Difference> {
    let length = path.len();
    let mut inside = |part: &str, left: Option<&Value>, right: Option<&Value>| {
        path.push_str(part);
        let found = match (left, right) {
            (Some(left), Some(right)) => find(left, right, path),
            _ => Some(Difference {
                field: path.clone(),
                left: left.cloned(),
                right: right.cloned(),
            }),
        };
        path.truncate(length);
        found
    };
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let mut keys: Vec<&String> = left.keys().chain(right.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            let dot = if length == 0 { "" } else { "." };
            keys.into_iter()
                .find_map(|key| inside(&format!("{dot}{key}"), left.get(key), right.get(key)))
        }
        (Value::Array(left), Value::Array(right)) => (0..left.len().max(right.len()))
            .find_map(|index| inside(&format!("[{index}]"), left.get(index), right.get(index))),
        _ => (left != right).then(|| Difference {
            field: path.clone(),
            left: Some(left.clone()),
            right: Some(right.clone()),
        }),
    }
}

/// The same without what says nothing: fields that are `null`, and empty lists and maps. Our types read an
/// absent field as one of these.
#[must_use]
pub(super) fn without_nothings(value: &Value) -> Value {
    let says_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(map) => {
            let fields = map
                .iter()
                .map(|(key, value)| (key.clone(), without_nothings(value)));
            Value::Object(fields.filter(|(_, value)| !says_nothing(value)).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(without_nothings).collect()),
        other => other.clone(),
    }
}

/// The same with the keys of every object in order.
#[must_use]
pub fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut fields: Vec<_> = map
                .iter()
                .map(|(key, value)| (key.clone(), sorted(value)))
                .collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(list) => Value::Array(list.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// Canonical JSON: keys in order, no white space.
#[must_use]
pub fn canonical(value: &Value) -> String {
    sorted(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(left: Value, right: Value, expected: Option<&str>) {
        let found = difference(&left, &right).map(|d| format!("{}: {d}", d.field));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn the_first_difference_is_named_by_its_field() {
        check(json!({"a": 1, "b": [1]}), json!({"b": [1], "a": 1}), None);
        check(
            json!({"content": {"lines": [{"unit": "Tbsp"}]}}),
            json!({"content": {"lines": [{"unit": "tbsp"}]}}),
            Some(r#"content.lines[0].unit: `"Tbsp"` became `"tbsp"`"#),
        );
        check(
            json!({"tags": ["a"]}),
            json!({"tags": []}),
            Some(r#"tags[0]: `"a"` became nothing"#),
        );
        check(json!({}), json!({"x": null}), Some("x: nothing became `null`"));
        check(json!(1), json!("1"), Some(r#": `1` became `"1"`"#));
    }
}
