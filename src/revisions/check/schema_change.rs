//! What differs between two JSON Schemas of one event: what an old payload may not be read as any more.
//!
//! It knows the keywords that `schemars` writes for our types; a difference in any other one is breaking, so
//! that nothing passes unseen. What a field *means* no schema says.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::revisions::laws::{canonical, resolve};

/// How much differs, from nothing to what cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Nothing.
    None,
    /// Only words for people.
    Documentation,
    /// All that was valid still is.
    Additive,
    /// What was valid is no longer, and a step leads from the old version to the new one.
    CoveredByStep,
    /// What was there is gone, and the revision says so: who asks for it must ask otherwise.
    Declared,
    /// What was valid is no longer, and nothing leads on.
    Breaking,
}

impl Class {
    /// Its name for people.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Documentation => "documentation",
            Self::Additive => "additive",
            Self::CoveredByStep => "covered by a step",
            Self::Declared => "declared",
            Self::Breaking => "breaking",
        }
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub class: Class,
    /// Where: `content.lines[].unit`; empty: the whole payload.
    pub path: String,
    /// What it is.
    pub what: String,
}

/// Every difference between two schemas, in the order of the fields' names; none where they are equal.
#[must_use]
pub fn schema_changes(old: &Value, new: &Value) -> Vec<Finding> {
    let mut found = Compare {
        old_root: old,
        new_root: new,
        found: Vec::new(),
    };
    found.schemas(old, new, "", 0);
    if found.found.is_empty() && canonical(old) != canonical(new) {
        found.note(Class::Documentation, "", "other words for people");
    }
    found.found
}

/// Keywords that change nothing about which payloads are valid.
const WORDS: [&str; 7] = [
    "description",
    "title",
    "examples",
    "default",
    "$comment",
    "$schema",
    "$defs",
];

struct Compare<'a> {
    old_root: &'a Value,
    new_root: &'a Value,
    found: Vec<Finding>,
}

impl<'a> Compare<'a> {
    fn note(&mut self, class: Class, path: &str, what: impl Into<String>) {
        self.found.push(Finding {
            class,
            path: path.to_owned(),
            what: what.into(),
        });
    }

    fn schemas(&mut self, old: &'a Value, new: &'a Value, path: &str, depth: usize) {
        // A type that holds itself is the same all the way down as far as here.
        if depth > 24 {
            return;
        }
        let (old, was_nullable) = nullable(self.old_root, old);
        let (new, is_nullable) = nullable(self.new_root, new);
        match (was_nullable, is_nullable) {
            (true, false) => self.note(Class::Breaking, path, "`null` is not allowed any more"),
            (false, true) => self.note(Class::Additive, path, "may be `null`"),
            _ => {}
        }
        if let (Some(old), Some(new)) = (words(old), words(new)) {
            return self.words(&old, &new, path);
        }
        if !self.types(old, new, path) {
            return;
        }
        self.properties(old, new, path, depth);
        self.other_properties(old, new, path, depth);
        if let (Some(old), Some(new)) = (old.get("items"), new.get("items")) {
            self.schemas(old, new, &format!("{path}[]"), depth + 1);
        }
        self.bounds(old, new, path);
        self.everything_else(old, new, path);
    }

    /// The words of an enum.
    fn words(&mut self, old: &BTreeSet<String>, new: &BTreeSet<String>, path: &str) {
        for gone in old.difference(new) {
            self.note(Class::Breaking, path, format!("`{gone}` is not allowed any more"));
        }
        for come in new.difference(old) {
            self.note(Class::Additive, path, format!("may be `{come}`"));
        }
    }

    /// Whether the types are the same, so that it makes sense to look further.
    fn types(&mut self, old: &Value, new: &Value, path: &str) -> bool {
        let name = |schema: &Value| match schema.get("type") {
            Some(Value::String(name)) => name.clone(),
            // `null` is looked at by itself.
            Some(Value::Array(several)) => {
                let real = several
                    .iter()
                    .filter_map(Value::as_str)
                    .filter(|name| *name != "null");
                real.collect::<Vec<_>>().join(" or ")
            }
            _ if schema.get("anyOf").or_else(|| schema.get("oneOf")).is_some() => "one of several".to_owned(),
            _ => "anything".to_owned(),
        };
        let (was, is) = (name(old), name(new));
        match (was.as_str(), is.as_str()) {
            (was, is) if was == is => return true,
            ("integer", "number") => self.note(Class::Additive, path, "any number, not only a whole one"),
            (was, is) => self.note(Class::Breaking, path, format!("was {was}, is {is}")),
        }
        false
    }

    fn properties(&mut self, old: &'a Value, new: &'a Value, path: &str, depth: usize) {
        let empty = Map::new();
        let of = |schema: &'a Value| schema.get("properties").and_then(Value::as_object);
        let (was, is) = (of(old).unwrap_or(&empty), of(new).unwrap_or(&empty));
        let (was_asked, is_asked) = (required(old), required(new));
        let keys = was.keys().chain(is.keys()).map(String::as_str);
        let keys: BTreeSet<&str> = keys.chain(was_asked.union(&is_asked).copied()).collect();
        for key in keys {
            let path = if path.is_empty() {
                key.to_owned()
            } else {
                format!("{path}.{key}")
            };
            let now_asked = is_asked.contains(key);
            match (was_asked.contains(key), now_asked) {
                _ if was.contains_key(key) && !is.contains_key(key) => {
                    self.note(Class::Breaking, &path, "is gone");
                    continue;
                }
                (_, true) if !was.contains_key(key) => {
                    self.note(Class::Breaking, &path, "is new and must be there");
                    continue;
                }
                _ if !was.contains_key(key) => {
                    self.note(Class::Additive, &path, "is new and may be absent");
                    continue;
                }
                (false, true) => self.note(Class::Breaking, &path, "must be there now"),
                (true, false) => self.note(Class::Additive, &path, "may be absent now"),
                _ => {}
            }
            if let (Some(old), Some(new)) =
                (of(old).and_then(|m| m.get(key)), of(new).and_then(|m| m.get(key)))
            {
                self.schemas(old, new, &path, depth + 1);
            }
        }
    }

    fn other_properties(&mut self, old: &'a Value, new: &'a Value, path: &str, depth: usize) {
        let path = format!("{path}.*").trim_start_matches('.').to_owned();
        let any = Value::Bool(true);
        match (
            old.get("additionalProperties").unwrap_or(&any),
            new.get("additionalProperties").unwrap_or(&any),
        ) {
            (Value::Object(_), Value::Object(_)) => self.schemas(
                &old["additionalProperties"],
                &new["additionalProperties"],
                &path,
                depth + 1,
            ),
            (was, is) if was == is => {}
            (Value::Bool(false), _) | (_, Value::Bool(true)) => {
                self.note(Class::Additive, &path, "may have other fields");
            }
            _ => self.note(Class::Breaking, &path, "may have no other fields any more"),
        }
    }

    fn bounds(&mut self, old: &Value, new: &Value, path: &str) {
        for (key, lower_end) in [
            ("minimum", true),
            ("minLength", true),
            ("minItems", true),
            ("maximum", false),
            ("maxLength", false),
            ("maxItems", false),
        ] {
            let of = |schema: &Value| schema.get(key).and_then(Value::as_f64);
            let class = match (of(old), of(new)) {
                (was, is) if was == is => continue,
                (_, None) => Class::Additive,
                (Some(was), Some(is)) if (is < was) == lower_end => Class::Additive,
                _ => Class::Breaking,
            };
            let shown = |schema: &Value| schema.get(key).map_or("none".to_owned(), ToString::to_string);
            self.note(
                class,
                path,
                format!("`{key}` was {}, is {}", shown(old), shown(new)),
            );
        }
    }

    /// Formats, patterns and whatever else there is.
    fn everything_else(&mut self, old: &Value, new: &Value, path: &str) {
        const SEEN: [&str; 13] = [
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minimum",
            "minLength",
            "minItems",
            "maximum",
            "maxLength",
            "maxItems",
            "$ref",
            "const",
        ];
        let keys = |schema: &Value| -> BTreeSet<String> {
            schema
                .as_object()
                .map(|map| map.keys().cloned().collect())
                .unwrap_or_default()
        };
        for key in &keys(old) | &keys(new) {
            let (was, is) = (old.get(&key), new.get(&key));
            if SEEN.contains(&key.as_str()) || WORDS.contains(&key.as_str()) || was == is {
                continue;
            }
            let wider = key == "format" && widens(was, is);
            let class = if is.is_none() || wider {
                Class::Additive
            } else {
                Class::Breaking
            };
            let shown = |value: Option<&Value>| value.map_or("none".to_owned(), |v| format!("`{v}`"));
            self.note(
                class,
                path,
                format!("`{key}` was {}, is {}", shown(was), shown(is)),
            );
        }
    }
}

/// Whether every integer of the old format is one of the new.
fn widens(old: Option<&Value>, new: Option<&Value>) -> bool {
    const WIDTHS: [&str; 4] = ["uint8", "uint16", "uint32", "uint64"];
    let width = |format: Option<&Value>| {
        WIDTHS
            .iter()
            .position(|width| format.and_then(Value::as_str) == Some(width))
    };
    matches!((width(old), width(new)), (Some(old), Some(new)) if old < new)
}

fn required(schema: &Value) -> BTreeSet<&str> {
    let names = schema.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The schema without `null`, and whether it allows it.
fn nullable<'a>(root: &'a Value, schema: &'a Value) -> (&'a Value, bool) {
    let schema = resolve(root, schema);
    let is_null = |choice: &Value| choice.get("type").and_then(Value::as_str) == Some("null");
    let choices = schema.get("anyOf").and_then(Value::as_array);
    match choices.map(Vec::as_slice) {
        Some([one, null] | [null, one]) if is_null(null) && !is_null(one) => (resolve(root, one), true),
        _ => match schema.get("type").and_then(Value::as_array) {
            Some(types) => (schema, types.iter().any(|name| name == "null")),
            None => (schema, false),
        },
    }
}

/// The words that a schema lists, as JSON.
fn words(schema: &Value) -> Option<BTreeSet<String>> {
    if let Some(word) = schema.get("const") {
        return Some([word.to_string()].into());
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Some(words.iter().map(ToString::to_string).collect());
    }
    let choices = schema.get("oneOf").and_then(Value::as_array)?;
    let each: Option<Vec<_>> = choices.iter().map(words).collect();
    each.map(|each| each.into_iter().flatten().collect())
}
