//! What a revision changes, and what it gives a backend.

use std::process::Command;

use serde_json::Value;

use crate::kitchen::Kitchen;

/// Every revision that this build knows.
fn all() -> Vec<&'static str> {
    heirloom::revisions::all()
        .iter()
        .map(|revision| revision.name)
        .collect()
}

#[test]
fn every_revision_is_told_in_words() {
    let mut kitchen = Kitchen::empty();
    for revision in all() {
        kitchen.typed(&["revision", "show", revision]);
    }
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn read_models_are_typed_for_each_tool() {
    let mut kitchen = Kitchen::empty();
    let postgres = "postgres://nobody@127.0.0.1:1/nothing";
    kitchen.typed(&["revision", "show", "head", "--sql"]);
    kitchen.typed(&["--database", postgres, "revision", "show", "head", "--sql"]);
    kitchen.typed(&["revision", "show", "head", "--sqlalchemy"]);
    kitchen.typed(&["revision", "show", "head", "--json-schema"]);
    kitchen.typed_json(&["revision", "show", "modify_ingredient_relationships"]);
    insta::assert_snapshot!(kitchen.transcript());
}

/// SQLite takes what is printed for it, so it is SQL.
#[tokio::test]
async fn printed_sql_makes_tables() {
    use sqlx::{Connection as _, Executor as _};
    let kitchen = Kitchen::empty();
    for revision in all() {
        let sql = kitchen.run(&["revision", "show", revision, "--sql"]).stdout;
        let mut memory = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
        memory.execute(sqlx::raw_sql(&sql)).await.unwrap();
    }
}

/// A stored row, as JSON, fits the schema of its table.
#[test]
fn json_schemas_are_schemas() {
    let kitchen = Kitchen::empty();
    for revision in all() {
        let said = kitchen.run(&["revision", "show", revision, "--json-schema"]);
        let schema: Value = serde_json::from_str(&said.stdout).unwrap();
        jsonschema::validator_for(&schema).unwrap();
        let tables = schema["$defs"].as_object().unwrap();
        assert!(tables.contains_key("recipes"), "{revision}");
        for table in tables.values() {
            assert_eq!(table["properties"]["household_id"]["format"], "uuid");
        }
    }
}

#[test]
fn sqlalchemy_classes_are_python() {
    let kitchen = Kitchen::empty();
    for revision in all() {
        let said = kitchen.run(&["revision", "show", revision, "--sqlalchemy"]);
        kitchen.write("models.py", &said.stdout);
        let mut python = Command::new("python3");
        python.args(["-W", "error", "-m", "py_compile", "models.py"]);
        match python.current_dir(kitchen.path()).output() {
            Ok(output) => {
                let errors = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{revision}: {errors}");
            }
            Err(_) => {
                println!("SKIPPED: there is no python3 to compile SQLAlchemy classes with");
                return;
            }
        }
    }
}
