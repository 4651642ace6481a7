//! What is released stays as it is: `schemas/` holds the JSON Schema and a sample of every event version that
//! was ever released, and `schemas/LOCK` a hash of each file.
//!
//! `HEIRLOOM_WRITE_SCHEMAS=1 cargo test -p heirloom-events --test schemas` writes the schemas, the lines of `LOCK`
//! and the list in `src/released/list.rs` that do not exist yet, and changes nothing that does. Samples are
//! written by hand.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use heirloom_events::schema::{Version, versions};
use heirloom_events::{StreamType, released};
use serde_json::Value;
use support::json::canonical;
use support::locks::{HOW, Locked};

const NEW: &str = "for a new version run the tests with HEIRLOOM_WRITE_SCHEMAS=1 and add its sample by hand";

/// Here, in the sources.
fn at(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folder of the schemas. Writes what is missing first, where the environment asks for it: every test
/// begins with this, as their order is not known.
fn schemas() -> Locked {
    static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let schemas = Locked {
        name: "schemas",
        folder: at("schemas"),
        new: NEW,
    };
    if Locked::writing() {
        let _guard = WRITING.lock().expect("no writer panics before it is done");
        for version in versions() {
            schemas.write_new(&schema_path(&version), version.schema.as_value());
        }
        schemas.write_lock();
        std::fs::write(at("src/released/list.rs"), list(&schemas)).expect("src/ can be written to");
    }
    schemas
}

fn schema_path(version: &Version) -> String {
    format!("{}/v{}.json", version.event_type, version.version)
}

fn sample_path(version: &Version) -> String {
    format!("{}/v{}.sample.json", version.event_type, version.version)
}

/// The text of `src/released/list.rs`: versions without a sample are left out, as it could not be compiled.
fn list(schemas: &Locked) -> String {
    let line = |version: &Version| {
        let (stream, name) = (version.stream_type, version.event_type);
        format!("    released!({stream:?}, \"{name}\", {}),\n", version.version)
    };
    let lines: String = versions()
        .iter()
        .filter(|version| schemas.folder.join(sample_path(version)).exists())
        .map(line)
        .collect();
    format!(
        "//! Every released version. Written by `HEIRLOOM_WRITE_SCHEMAS=1 cargo test -p heirloom-events --test schemas`.\n\n\
         use super::{{Released, released}};\n\n\
         /// Every released version, by stream and event, oldest first.\n\
         pub static ALL: &[Released] = &[\n{lines}];\n"
    )
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

#[test]
fn every_released_version_has_the_schema_that_was_released() {
    let schemas = schemas();
    for version in versions() {
        let path = schema_path(&version);
        assert_eq!(
            canonical(&shape(schemas.read(&path))),
            canonical(&shape(version.schema.to_value())),
            "the types of `{}` version {} are not those of schemas/{path}; {HOW}",
            version.event_type,
            version.version,
        );
    }
}

#[test]
fn every_event_of_today_is_a_released_version() {
    let known: BTreeSet<_> = versions()
        .iter()
        .map(|version| (version.stream_type, version.event_type, version.version))
        .collect();
    for stream in StreamType::ALL {
        for (name, version) in stream.current_events() {
            assert!(
                known.contains(&(stream, *name, *version)),
                "`{name}` version {version} ({stream}) is missing in events/src/schema.rs; add it to the list there"
            );
        }
    }
}

#[test]
fn versions_of_an_event_count_from_1_without_gaps() {
    let mut newest = BTreeMap::new();
    for version in versions() {
        let before = newest.insert(version.event_type, version.version).unwrap_or(0);
        assert_eq!(
            version.version,
            before + 1,
            "`{}` in events/src/schema.rs: versions go up one by one from 1, and none is ever taken out",
            version.event_type
        );
    }
}

#[test]
fn every_schema_and_sample_belongs_to_a_version() {
    let paths: BTreeSet<_> = versions()
        .iter()
        .flat_map(|version| [schema_path(version), sample_path(version)])
        .collect();
    for path in schemas().files().keys() {
        assert!(
            paths.contains(path),
            "schemas/{path} belongs to no version in events/src/schema.rs; a released version is never taken out of it"
        );
    }
}

#[test]
fn every_sample_is_valid_and_is_read_and_written_back_unchanged() {
    let schemas = schemas();
    for version in versions() {
        let path = sample_path(&version);
        let sample = schemas.read(&path);
        let validator = validator(&schemas.read(&schema_path(&version)));
        if let Err(error) = validator.validate(&sample) {
            panic!(
                "schemas/{path} is not valid: {error} at `{}`; correct the sample, or add a version",
                error.instance_path()
            );
        }
        let written = (version.rewrite)(sample.to_string().as_bytes());
        let written = written.unwrap_or_else(|e| panic!("schemas/{path} is not read: {e}; {HOW}"));
        assert_eq!(
            canonical(&serde_json::from_str(&written).unwrap()),
            canonical(&sample),
            "`{}` version {} is written otherwise than it was read; {HOW}",
            version.event_type,
            version.version,
        );
    }
}

#[test]
fn no_released_file_was_changed_added_or_removed_unseen() {
    schemas().check();
}

#[test]
fn a_sample_with_an_unknown_key_is_not_valid() {
    let schemas = schemas();
    for version in versions() {
        let mut sample = schemas.read(&sample_path(&version));
        sample["surprise"] = 120.into();
        let validator = validator(&schemas.read(&schema_path(&version)));
        let name = version.event_type;
        assert!(
            !validator.is_valid(&sample) && (version.rewrite)(sample.to_string().as_bytes()).is_err(),
            "`{name}` takes a key that it does not know; give its type `#[serde(deny_unknown_fields)]`"
        );
    }
}

#[test]
fn the_texts_in_the_binary_are_those_of_the_folder() {
    let schemas = schemas();
    let written = std::fs::read_to_string(at("src/released/list.rs")).expect("it is there");
    assert_eq!(
        written,
        list(&schemas),
        "events/src/released/list.rs does not list every version; run the tests with HEIRLOOM_WRITE_SCHEMAS=1"
    );
    if Locked::writing() {
        return; // this binary is older than what it has just written
    }
    for version in versions() {
        let embedded = released::find(version.event_type, version.version);
        let embedded = embedded.unwrap_or_else(|| panic!("{}: {NEW}", sample_path(&version)));
        let parsed = |text: &str| serde_json::from_str::<Value>(text).expect("it is JSON");
        assert_eq!(embedded.stream_type, version.stream_type);
        assert_eq!(parsed(embedded.schema), schemas.read(&schema_path(&version)));
        assert_eq!(parsed(embedded.sample), schemas.read(&sample_path(&version)));
    }
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::validator_for(schema).expect("a generated schema is one")
}
