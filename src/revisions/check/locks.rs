//! Whether released files are as they were: `LOCK` holds a hash of each, over its canonical JSON.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Files, Problem};
use crate::revisions::laws::{Schemas, canonical, difference};

/// What to do where a released file was changed.
const NEVER_EDITED: &str = "put it back as it was (`git checkout`); a released version is never edited, a new version takes its place: see docs/adding-an-event-version.md";
/// What to do where something of a new version is missing.
const NEW: &str = "run `HEIRLOOM_WRITE_SCHEMAS=1 cargo test -p heirloom-events --test schemas`, look at what it wrote, commit it";

/// The lock's file.
const LOCK: &str = "LOCK";

/// Files that were changed, taken away or added unseen.
#[must_use]
pub fn check_locks(files: &Files) -> Vec<Problem> {
    let locked = locked(files.text(LOCK).unwrap_or_default());
    let mut problems = Vec::new();
    for (path, then) in &locked {
        match files.text(path) {
            None => problems.push(Problem::new(format!("`{path}` is locked but gone"), NEVER_EDITED)),
            Some(text) if hash(text) != *then => {
                problems.push(Problem::new(
                    format!("`{path}` was changed after its release"),
                    NEVER_EDITED,
                ));
            }
            Some(_) => {}
        }
    }
    let unseen = files
        .paths()
        .filter(|path| *path != LOCK && !locked.contains_key(*path));
    problems.extend(unseen.map(|path| Problem::new(format!("`{path}` is not in `LOCK`"), NEW)));
    problems
}

/// Path and hash, line by line; lines that begin with `#` are words for people.
fn locked(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, path)| (path.to_owned(), hash.to_owned()))
        .collect()
}

/// The hash of a file over its canonical JSON, so that white space and the order of keys do not matter.
fn hash(text: &str) -> String {
    let canonical = serde_json::from_str(text).map_or_else(|_| text.to_owned(), |json| canonical(&json));
    blake3::hash(canonical.as_bytes()).to_hex().to_string()
}

/// Samples that are not valid under the schema beside them.
#[must_use]
pub fn check_samples(files: &Files, schemas: &Schemas) -> Vec<Problem> {
    let check = |(event_type, version): (&str, u32)| {
        let path = format!("{event_type}/v{version}.sample.json");
        let sample = files.json(&path)?;
        let (field, why) = schemas.validate(event_type, version, &sample).err()?;
        let what = format!("`{path}` is not valid under its schema: `{field}`: {why}");
        Some(Problem::new(what, NEVER_EDITED))
    };
    let versions: Vec<(String, u32)> = files
        .schemas()
        .map(|(event_type, version, _)| (event_type.to_owned(), version))
        .collect();
    versions
        .iter()
        .filter_map(|(event_type, version)| check((event_type, *version)))
        .collect()
}

/// Whether a type still has the schema that was released of it; descriptions may be reworded.
///
/// # Errors
/// What differs, and what to do.
pub fn check_type(name: &str, version: u32, released: &Value, of_type: &Value) -> Result<(), Problem> {
    match difference(&shape(released), &shape(of_type)) {
        None => Ok(()),
        Some(found) => Err(Problem::new(
            format!(
                "the type of `{name}@{version}` has another schema than was released: `{}`: {found}",
                found.field
            ),
            "put the type back as it was; a released version is never edited, a new version takes its place: see docs/adding-an-event-version.md",
        )),
    }
}

/// A schema without its descriptions. A property may be called `description`; then it is a schema, not a text.
fn shape(schema: &Value) -> Value {
    match schema {
        Value::Object(map) => {
            let words = |key: &str, value: &Value| key == "description" && value.is_string();
            let rest = map.iter().filter(|(key, value)| !words(key, value));
            Value::Object(rest.map(|(key, value)| (key.clone(), shape(value))).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(shape).collect()),
        other => other.clone(),
    }
}
