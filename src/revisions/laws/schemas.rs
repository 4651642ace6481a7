//! The JSON Schemas of event versions, compiled once.

use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::Value;

use crate::revisions::check::Files;

/// The schemas of event versions, by name and version.
#[derive(Debug, Default)]
pub struct Schemas(HashMap<(String, u32), Schema>);

#[derive(Debug)]
struct Schema {
    json: Value,
    validator: Option<Validator>,
}

impl Schemas {
    /// Those among the released files.
    #[must_use]
    pub fn of(files: &Files) -> Self {
        let mut schemas = Self::default();
        for (event_type, version, json) in files.schemas() {
            schemas.add(event_type, version, json);
        }
        schemas
    }

    /// One more. A schema that is none makes every payload of its version a counterexample.
    pub fn add(&mut self, event_type: impl Into<String>, version: u32, json: Value) {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&json)
            .ok();
        self.0
            .insert((event_type.into(), version), Schema { json, validator });
    }

    /// The schema of that version.
    #[must_use]
    pub fn get(&self, event_type: &str, version: u32) -> Option<&Value> {
        self.find(event_type, version).map(|schema| &schema.json)
    }

    fn find(&self, event_type: &str, version: u32) -> Option<&Schema> {
        self.0.get(&(event_type.to_owned(), version))
    }

    /// The first field of the payload that the schema does not allow, and why.
    ///
    /// # Errors
    /// That field, and why; where there is no schema of that version, that there is none.
    pub fn validate(&self, event_type: &str, version: u32, payload: &Value) -> Result<(), (String, String)> {
        let whole = |why: &str| (String::new(), why.to_owned());
        let schema = self
            .find(event_type, version)
            .ok_or_else(|| whole("this version has no schema"))?;
        let validator = schema
            .validator
            .as_ref()
            .ok_or_else(|| whole("its schema is no JSON Schema"))?;
        validator.validate(payload).map_err(|error| {
            (
                dotted(&error.instance_path().to_string()),
                shortened(&error.to_string()),
            )
        })
    }
}

/// `/content/lines/3/unit` as `content.lines[3].unit`.
fn dotted(pointer: &str) -> String {
    let mut path = String::new();
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        if part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty() {
            path.push_str(&format!("[{part}]"));
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&part);
        }
    }
    path
}

/// The validator repeats the whole payload in its message; a line of it is enough.
fn shortened(message: &str) -> String {
    let count = message.chars().count();
    if count <= 160 {
        return message.to_owned();
    }
    let start: String = message.chars().take(60).collect();
    let end: String = message.chars().skip(count - 90).collect();
    format!("{start} … {end}")
}

/// The schema that a `$ref` stands for, else the schema itself.
#[must_use]
pub fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let mut schema = schema;
    // A chain of references is short; one in a circle must end too.
    for _ in 0..32 {
        let target = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|path| root.pointer(path.trim_start_matches('#')));
        match target {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}
