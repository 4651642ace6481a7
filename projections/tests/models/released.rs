//! A released version of a projection stays as it is: `src/models/LOCK` holds a hash of its tables and
//! statements, and of the rows that follow from each kept log.
//!
//! `HEIRLOOM_WRITE_MODELS=1 cargo test -p heirloom-projections --test models released` writes the lines that
//! do not exist yet, and changes none that does.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use heirloom_projections::target::Model;
use heirloom_projections::{Dialect, models};

use crate::log::{Log, Sink, rows_of};
use crate::logs::logs;

const HOW: &str = "a released version is never changed, since tables of it are in use; put the change into a new \
    version: see docs/adding-a-projection.md";
const NEW: &str = "for a new version, look at its rows in tests/models/snapshots, then run this test with HEIRLOOM_WRITE_MODELS=1";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/models/LOCK")
}

fn locked() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(file()).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    lines
        .map(|(hash, what)| (what.to_owned(), hash.to_owned()))
        .collect()
}

/// A projection's tables and statements in words that do not depend on how they are written down.
fn shape(model: Model) -> String {
    let mut text = format!(
        "{} v{} reads {:?}\n",
        model.name(),
        model.version(),
        model.streams()
    );
    for table in model.tables() {
        writeln!(
            text,
            "table {} key {} by_event {}",
            table.name, table.key, table.by_event
        )
        .unwrap();
        for column in table.columns {
            writeln!(text, "  {} {:?}", column.name, column.kind).unwrap();
        }
    }
    for dialect in [Dialect::Postgres, Dialect::Sqlite] {
        let ddl = model.ddl(dialect);
        for sql in [ddl.create, ddl.after_load] {
            writeln!(text, "{dialect:?}: {}", plain(sql)).unwrap();
        }
        for view in ddl.views {
            writeln!(text, "{dialect:?} view {}: {}", view.name, plain(view.select)).unwrap();
        }
    }
    text
}

/// SQL without comments, white space collapsed.
fn plain(sql: &str) -> String {
    let code = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default());
    let words: Vec<&str> = code.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// The rows that follow from a log, as every digest sees them.
fn rows(model: Model, log: &Log) -> Vec<u8> {
    let Sink(rows) = rows_of(model, &log.events);
    let mut bytes = Vec::new();
    for (table, row) in rows {
        bytes.extend_from_slice(&(table as u64).to_be_bytes());
        row.iter().for_each(|value| value.canonical(&mut bytes));
    }
    bytes
}

/// Everything that is locked, with its hash today.
fn today() -> BTreeMap<String, String> {
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let mut today = BTreeMap::new();
    for model in models::all() {
        let of = format!("{} v{}", model.name(), model.version());
        today.insert(format!("{of}: tables"), hash(shape(*model).as_bytes()));
        for (name, log) in logs() {
            today.insert(format!("{of}: rows of {name}"), hash(&rows(*model, &log)));
        }
    }
    today
}

/// What a lock has against what there is today.
fn complaint(locked: &BTreeMap<String, String>, today: &BTreeMap<String, String>) -> Option<String> {
    for (what, then) in locked {
        match today.get(what) {
            None => return Some(format!("`{what}` is locked but gone; {HOW}")),
            Some(now) if now != then => return Some(format!("`{what}` was changed; {HOW}")),
            Some(_) => {}
        }
    }
    let new = today.keys().find(|what| !locked.contains_key(*what))?;
    Some(format!("`{new}` is not in projections/src/models/LOCK; {NEW}"))
}

#[test]
fn no_released_version_was_changed() {
    let today = today();
    let mut locked = locked();
    if std::env::var("HEIRLOOM_WRITE_MODELS").as_deref() == Ok("1") {
        for (what, hash) in &today {
            locked.entry(what.clone()).or_insert_with(|| hash.clone());
        }
        let lines: String = locked
            .iter()
            .map(|(what, hash)| format!("{hash}  {what}\n"))
            .collect();
        std::fs::write(file(), lines).unwrap();
    }
    if let Some(complaint) = complaint(&locked, &today) {
        panic!("{complaint}");
    }
}

#[test]
fn the_lock_says_what_is_wrong_and_what_to_do() {
    let today = today();
    let with = |what: &str, hash: &str| {
        let mut locked = today.clone();
        locked.insert(what.to_owned(), hash.to_owned());
        complaint(&locked, &today).unwrap()
    };
    assert!(with("recipes v1: tables", "0").starts_with("`recipes v1: tables` was changed; a released"));
    let gone = with("recipes v0: rows of odd_histories", "0");
    assert!(
        gone.starts_with("`recipes v0: rows of odd_histories` is locked but gone"),
        "{gone}"
    );
    let mut locked = today.clone();
    locked.remove("search v1: tables");
    let new = complaint(&locked, &today).unwrap();
    assert!(
        new.contains("not in projections/src/models/LOCK; for a new version"),
        "{new}"
    );
}

/// Versions that took columns away, and so began afresh.
const AFRESH: [(&str, u32); 2] = [("meal_plan", 4), ("meal_plan", 5)];

#[test]
fn each_version_is_additive_over_the_one_before_or_begins_afresh() {
    for model in models::all() {
        if AFRESH.contains(&(model.name(), model.version())) {
            continue;
        }
        let Some(before) = models::find(model.name(), model.version() - 1) else {
            continue;
        };
        for (old, new) in before.tables().iter().zip(model.tables()) {
            assert_eq!(
                (old.name, old.key, old.by_event),
                (new.name, new.key, new.by_event)
            );
            assert!(
                new.columns.starts_with(old.columns),
                "{} v{}: {}",
                model.name(),
                model.version(),
                new.name
            );
        }
        assert!(model.tables().len() >= before.tables().len());
    }
}
