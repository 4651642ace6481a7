//! Fields, each in all the forms in which documents give it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::instructions::shortened;
use super::text::{cleaned, one_line};

/// A text: a string, a number, `{"@value": …}`, `{"name": …}`, the first that is one of a list.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => cleaned(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(entries) => entries.iter().find_map(text),
        Value::Object(members) => ["@value", "name", "text"]
            .iter()
            .find_map(|key| members.get(*key))
            .and_then(text),
        _ => None,
    }
}

/// Several texts, one or a list.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(entries) => entries.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

/// Several names as one text, `, ` between them.
pub(super) fn joined(value: &Value) -> Option<String> {
    let names: Vec<String> = texts(value).iter().filter_map(|name| one_line(name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Tags: a list, or one text with commas; each once, case aside.
pub(super) fn tags(value: &Value) -> Vec<String> {
    let given = texts(value);
    let split = given.iter().flat_map(|text| text.split([',', ';', '\n']));
    let mut tags: Vec<String> = Vec::new();
    for tag in split.filter_map(one_line) {
        if !tags
            .iter()
            .any(|known| known.to_lowercase() == tag.to_lowercase())
        {
            tags.push(tag);
        }
    }
    tags
}

/// Ingredient lines: a list of texts, or one text with a line each. What is none is told.
pub(super) fn lines(value: &Value, warnings: &mut Vec<String>) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => cleaned(text)
            .iter()
            .flat_map(|t| t.lines())
            .filter_map(one_line)
            .collect(),
        Value::Array(entries) => entries.iter().filter_map(|entry| line(entry, warnings)).collect(),
        other => line(other, warnings).into_iter().collect(),
    }
}

fn line(value: &Value, warnings: &mut Vec<String>) -> Option<String> {
    match value {
        // As typed: only markup is taken out, white space inside stays.
        Value::String(text) => cleaned(text).map(|text| text.replace('\n', " ")),
        other => {
            let line = text(other).and_then(|text| one_line(&text));
            if line.is_none() {
                warnings.push(format!("an ingredient line cannot be read: {}", shortened(other)));
            }
            line
        }
    }
}

/// The yield: a text, a number, `{"value": 4, "unitText": "servings"}`, or the longest of a list.
pub(super) fn yield_text(value: &Value) -> Option<String> {
    match value {
        Value::Array(entries) => entries
            .iter()
            .filter_map(yield_text)
            .max_by_key(|text| text.chars().count()),
        Value::Object(members) => {
            let part = |key: &str| members.get(key).and_then(text);
            let number = part("value")
                .or_else(|| part("minValue"))
                .or_else(|| part("name"))?;
            Some(
                [Some(number), part("unitText")]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        }
        other => text(other).and_then(|text| one_line(&text)),
    }
}

/// An image's address: a text, an object, or the first of a list.
pub(super) fn image(value: &Value) -> Option<String> {
    match value {
        Value::Array(entries) => entries.iter().find_map(image),
        Value::Object(members) => ["url", "contentUrl", "@id"]
            .iter()
            .find_map(|key| members.get(*key))
            .and_then(image),
        Value::String(address) => Some(address.trim().to_owned()).filter(|address| !address.is_empty()),
        _ => None,
    }
}

/// Authors by name, else by identifier.
pub(super) fn author(value: &Value) -> Option<String> {
    let one = |value: &Value| match value {
        Value::Object(members) => {
            let named = ["name", "identifier", "@id", "url"]
                .iter()
                .find_map(|key| members.get(*key));
            named.and_then(text)
        }
        other => text(other),
    };
    let names: Vec<String> = match value {
        Value::Array(entries) => entries.iter().filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    };
    (!names.is_empty()).then(|| names.join(", "))
}

/// Diets without `https://schema.org/` before and `Diet` behind: `Vegan`.
pub(super) fn diet(value: &Value) -> Option<String> {
    let bare = |text: &String| {
        let name = text
            .rsplit_once("schema.org/")
            .map_or(text.as_str(), |(_, name)| name);
        one_line(name.strip_suffix("Diet").unwrap_or(name))
    };
    let diets: Vec<String> = texts(value).iter().filter_map(bare).collect();
    (!diets.is_empty()).then(|| diets.join(", "))
}

/// A date, with or without a time.
pub(super) fn date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let with_time = DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc());
    with_time.or_else(|| {
        let day: NaiveDate = text.get(..10)?.parse().ok()?;
        Some(day.and_time(chrono::NaiveTime::MIN).and_utc())
    })
}

/// The texts of `extra.notes`, one a line.
pub(super) fn notes(extra: &Value) -> Option<String> {
    let notes = extra.get("notes")?.as_array()?;
    let texts: Vec<String> = notes.iter().filter_map(text).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}
