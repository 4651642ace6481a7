//! What is released stays as it is: `schemas/` holds the JSON Schema and a sample of every event version,
//! and `schemas/LOCK` a hash of each file.
//!
//! `HEIRLOOM_WRITE_SCHEMAS=1 cargo test -p heirloom-events --test schemas` writes the schemas and the lines
//! of `LOCK` that do not exist yet, and changes nothing that does. Samples are written by hand.

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use heirloom_events::{Event, StreamType};
use serde_json::Value;
use support::canonical;

const HOW: &str =
    "a released version is never edited; add a version instead: see docs/adding-an-event-version.md";
const NEW: &str = "for a new version run the tests with HEIRLOOM_WRITE_SCHEMAS=1 and add its sample by hand";

/// The folder of the schemas.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

fn read(path: &str) -> Value {
    let file = folder().join(path);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("`schemas/{path}`: {e}; {NEW}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("`schemas/{path}` is no JSON: {e}"))
}

/// Every current event: its stream, name and version.
fn current() -> impl Iterator<Item = (StreamType, &'static str, u32)> {
    let of = |stream: StreamType| {
        stream
            .current_events()
            .iter()
            .map(move |(name, v)| (stream, *name, *v))
    };
    StreamType::ALL.into_iter().flat_map(of)
}

/// The schema that the types of this build have, by name and version.
fn generated() -> BTreeMap<(&'static str, u32), Value> {
    let all = heirloom_events::schema::all();
    all.into_iter()
        .map(|(name, version, schema)| ((name, version), schema.to_value()))
        .collect()
}

/// Without descriptions: documentation may be reworded, the shape may not be touched.
fn shape(mut schema: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                // a property may be called `description`; then it is a schema, not a text
                if map.get("description").is_some_and(Value::is_string) {
                    map.remove("description");
                }
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut schema);
    schema
}

/// The hash of a file over its canonical JSON, so that white space does not matter.
fn hash(value: &Value) -> String {
    blake3::hash(canonical(value).as_bytes()).to_hex().to_string()
}

/// Every file that is locked, by its path in the folder.
fn files() -> BTreeMap<String, Value> {
    let mut files = BTreeMap::new();
    for folder in std::fs::read_dir(folder())
        .expect("schemas/ is there")
        .map(|entry| entry.expect("it can be read"))
    {
        if !folder.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder.path()).expect("it can be read") {
            let name = file.expect("it can be read").file_name();
            let path = format!(
                "{}/{}",
                folder.file_name().to_string_lossy(),
                name.to_string_lossy()
            );
            files.insert(path.clone(), read(&path));
        }
    }
    files
}

fn locked() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder().join("LOCK")).unwrap_or_default();
    let line = |line: &str| {
        line.split_once("  ")
            .map(|(hash, path)| (path.to_owned(), hash.to_owned()))
    };
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(line)
        .collect()
}

/// Writes what does not exist yet, where the environment asks for it. Every test calls it first, as their
/// order is not known.
fn write_what_is_missing() {
    static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    if std::env::var("HEIRLOOM_WRITE_SCHEMAS").as_deref() != Ok("1") {
        return;
    }
    let _guard = WRITING.lock().expect("no writer panics before it is done");
    for ((name, version), schema) in generated() {
        let file = folder().join(format!("{name}/v{version}.json"));
        if !file.exists() {
            std::fs::create_dir_all(folder().join(name)).expect("schemas/ can be written to");
            let text = serde_json::to_string_pretty(&support::sorted(&schema)).expect("it is JSON");
            std::fs::write(&file, text + "\n").expect("schemas/ can be written to");
        }
    }
    let mut lock = locked();
    for (path, value) in files() {
        lock.entry(path).or_insert_with(|| hash(&value));
    }
    let lines: String = lock
        .iter()
        .map(|(path, hash)| format!("{hash}  {path}\n"))
        .collect();
    std::fs::write(folder().join("LOCK"), lines).expect("schemas/ can be written to");
}

#[test]
fn every_current_event_has_the_schema_that_was_released() {
    write_what_is_missing();
    let generated = generated();
    for (stream, name, version) in current() {
        let schema = generated.get(&(name, version));
        let schema =
            schema.unwrap_or_else(|| panic!("`{name}` ({stream}) is missing in events/src/schema.rs"));
        let released = read(&format!("{name}/v{version}.json"));
        assert_eq!(
            canonical(&shape(released)),
            canonical(&shape(schema.clone())),
            "the types of `{name}` are not those of schemas/{name}/v{version}.json; {HOW}"
        );
    }
    assert_eq!(
        generated.len(),
        current().count(),
        "events/src/schema.rs lists an event that no stream has"
    );
}

#[test]
fn every_sample_is_valid_and_is_read_and_written_back_unchanged() {
    write_what_is_missing();
    for (stream, name, version) in current() {
        let sample = read(&format!("{name}/v{version}.sample.json"));
        let schema = read(&format!("{name}/v{version}.json"));
        let validator = jsonschema::validator_for(&schema).expect("a generated schema is one");
        if let Err(error) = validator.validate(&sample) {
            panic!(
                "schemas/{name}/v{version}.sample.json is not valid: {error} at `{}`",
                error.instance_path()
            );
        }
        let event = Event::read(stream, name, sample.to_string().as_bytes());
        let event = event.unwrap_or_else(|| panic!("`{name}` is not read in a {stream} stream"));
        let event =
            event.unwrap_or_else(|e| panic!("schemas/{name}/v{version}.sample.json is not read: {e}"));
        let written: Value = serde_json::from_str(&event.payload().unwrap()).unwrap();
        assert_eq!(
            canonical(&written),
            canonical(&sample),
            "`{name}` is written otherwise than it was read; {HOW}"
        );
    }
}

#[test]
fn no_released_file_was_changed_added_or_removed_unseen() {
    write_what_is_missing();
    let (files, locked) = (files(), locked());
    for (path, hash_then) in &locked {
        let file = files
            .get(path)
            .unwrap_or_else(|| panic!("schemas/{path} is locked but gone; {HOW}"));
        assert_eq!(hash(file), *hash_then, "schemas/{path} was changed; {HOW}");
    }
    for path in files.keys() {
        assert!(
            locked.contains_key(path),
            "schemas/{path} is not in schemas/LOCK; {NEW}"
        );
    }
}

#[test]
fn a_sample_with_an_unknown_key_is_not_valid() {
    write_what_is_missing();
    for (_, name, version) in current() {
        let schema = read(&format!("{name}/v{version}.json"));
        let mut sample = read(&format!("{name}/v{version}.sample.json"));
        sample["calories"] = 120.into();
        let validator = jsonschema::validator_for(&schema).expect("a generated schema is one");
        assert!(
            !validator.is_valid(&sample),
            "`{name}` takes a key that it does not know"
        );
    }
}
