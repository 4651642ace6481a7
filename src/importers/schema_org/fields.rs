//! Readers of single values in all the forms that documents use.

use serde_json::Value;

use super::text::cleaned;

/// How deep arrays and objects of one field are followed.
const MAX_DEPTH: usize = 8;

/// The texts of a value: a string, a number, an object's name or value, or an array of these.
///
/// What is of another form is told in `unreadable`.
pub(super) fn texts(value: &Value, keys: &[&str], unreadable: &mut Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, keys, 0, &mut found, unreadable);
    found
}

fn collect(
    value: &Value,
    keys: &[&str],
    depth: usize,
    found: &mut Vec<String>,
    unreadable: &mut Vec<String>,
) {
    match value {
        Value::Null => {}
        Value::String(text) => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        Value::Array(entries) if depth < MAX_DEPTH => entries
            .iter()
            .for_each(|entry| collect(entry, keys, depth + 1, found, unreadable)),
        Value::Object(members) if depth < MAX_DEPTH => {
            match keys
                .iter()
                .filter_map(|key| members.get(*key))
                .find(|value| !value.is_null())
            {
                Some(value) => collect(value, keys, depth + 1, found, unreadable),
                None => unreadable.push(shown(value)),
            }
        }
        other => unreadable.push(shown(other)),
    }
}

/// The first characters of a value, for a warning.
pub(super) fn shown(value: &Value) -> String {
    let text = value.to_string();
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The keys under which objects keep their text.
pub(super) const TEXT_KEYS: &[&str] = &["@value", "text", "name", "value"];

/// All texts of a field, cleaned, the empty ones left out; what cannot be read becomes a warning.
pub(super) fn all(recipe: &Value, field: &str, keys: &[&str], warnings: &mut Vec<String>) -> Vec<String> {
    let mut unreadable = Vec::new();
    let found = recipe
        .get(field)
        .map(|value| texts(value, keys, &mut unreadable))
        .unwrap_or_default();
    warnings.extend(
        unreadable
            .iter()
            .map(|what| format!("`{field}` has an entry that cannot be read: `{what}`")),
    );
    found
        .iter()
        .map(|text| cleaned(text))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The first text of a field.
pub(super) fn first(
    recipe: &Value,
    field: &str,
    keys: &[&str],
    warnings: &mut Vec<String>,
) -> Option<String> {
    all(recipe, field, keys, warnings).into_iter().next()
}

/// All texts of a field, joined.
pub(super) fn joined(
    recipe: &Value,
    field: &str,
    keys: &[&str],
    warnings: &mut Vec<String>,
) -> Option<String> {
    let found = all(recipe, field, keys, warnings);
    (!found.is_empty()).then(|| found.join(", "))
}

/// Keywords from a list or from text with commas, without repetitions, case aside.
pub(super) fn tags(recipe: &Value, warnings: &mut Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let words = all(recipe, "keywords", TEXT_KEYS, warnings);
    let single = words
        .iter()
        .flat_map(|text| text.split(','))
        .map(|tag| tag.trim().to_owned());
    single
        .filter(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()))
        .collect()
}

/// `https://schema.org/GlutenFreeDiet` is `GlutenFree`.
pub(super) fn diet(recipe: &Value, warnings: &mut Vec<String>) -> Option<String> {
    let bare = |name: String| {
        let last = name.rsplit(['/', '#']).next().unwrap_or(&name).trim().to_owned();
        last.strip_suffix("Diet")
            .map(|d| d.trim().to_owned())
            .filter(|d| !d.is_empty())
            .unwrap_or(last)
    };
    let found: Vec<String> = all(
        recipe,
        "suitableForDiet",
        &["@id", "name", "@value", "url"],
        warnings,
    )
    .into_iter()
    .map(bare)
    .collect();
    (!found.is_empty()).then(|| found.join(", "))
}
