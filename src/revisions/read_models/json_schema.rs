//! Read models as JSON Schema: one definition per table, of a row as an object.

use heirloom_projections::Kind;
use serde_json::{Map, Value, json};

use super::{ReadColumn, ReadTable};
use crate::revisions::State;

/// A schema with a definition of each table's row. Values are meant as both databases' drivers give them
/// once they are typed: `true` rather than SQLite's `1`.
#[must_use]
pub fn json_schema(state: &State, tables: &[ReadTable]) -> Value {
    let rows: Map<String, Value> = tables.iter().map(|t| (t.name.to_owned(), row(t))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": state.name,
        "description": "Rows of the stable views at this revision",
        "$defs": rows,
    })
}

fn row(table: &ReadTable) -> Value {
    let properties: Map<String, Value> = table
        .columns
        .iter()
        .map(|column| (column.name.to_owned(), property(column)))
        .collect();
    let required: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let key: Vec<&str> = table.key_names().collect();
    json!({
        "type": "object",
        "description": format!("of the projection `{}`, version {}; key: {}", table.projection, table.version, key.join(", ")),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(column: &ReadColumn) -> Value {
    let (name, rest) = match column.kind {
        Kind::Uuid => ("string", json!({"format": "uuid"})),
        Kind::Text => ("string", json!({})),
        Kind::Varchar(chars) => ("string", json!({"maxLength": chars})),
        Kind::Integer => ("integer", json!({"minimum": i32::MIN, "maximum": i32::MAX})),
        Kind::Int => ("integer", json!({"minimum": i64::MIN, "maximum": i64::MAX})),
        Kind::Double => ("number", json!({})),
        Kind::Bool => ("boolean", json!({})),
        Kind::Date => ("string", json!({"format": "date"})),
        Kind::Time => ("string", json!({"format": "date-time"})),
    };
    let mut property = rest;
    property["type"] = match column.nullable {
        true => json!([name, "null"]),
        false => json!(name),
    };
    property
}
