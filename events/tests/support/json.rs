//! JSON in one form, whatever the order of its keys and its white space.

use serde_json::{Map, Value};

/// The same with the keys of every object in order: the map keeps theirs, if some crate of the build asks
/// serde_json to.
pub(crate) fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map
                .iter()
                .map(|(key, value)| (key.clone(), sorted(value)))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(list) => Value::Array(list.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// Canonical JSON: keys in order, no white space.
pub(crate) fn canonical(value: &Value) -> String {
    sorted(value).to_string()
}
