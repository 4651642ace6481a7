//! Rows by example: what follows from each log in each version of each projection. Of a newer version only
//! what it has more, or otherwise, than the one before it.

use std::fmt::Write;

use heirloom_projections::target::Model;
use heirloom_projections::{Table, Value, models};

use crate::log::{Log, Sink, rows_of};
use crate::logs::logs;

/// All rows of all projections, a line each, ids by their last four digits.
fn rows(log: &Log) -> String {
    let mut text = String::new();
    for model in models::all() {
        let before = models::find(model.name(), model.version() - 1);
        writeln!(text, "== {} v{}", model.name(), model.version()).unwrap();
        for (at, table) in model.tables().iter().enumerate() {
            text += &table_rows(log, *model, at, table, before);
        }
    }
    text
}

fn table_rows(log: &Log, model: Model, at: usize, table: &Table, before: Option<Model>) -> String {
    let older = before.and_then(|before| Some((before, before.tables().get(at)?)));
    let old_rows = older.map(|(before, _)| of_table(log, before, at));
    let old_columns = older.map_or(0, |(_, old)| old.columns.len());
    let mut text = String::new();
    for (n, row) in of_table(log, model, at).iter().enumerate() {
        assert_eq!(row.len(), table.columns.len(), "{}", table.name);
        let same = old_rows
            .as_ref()
            .is_some_and(|old| Some(&old[n][..]) == row.get(..old_columns));
        if same && old_columns == row.len() {
            continue;
        }
        let mut told = String::new();
        for (place, (column, value)) in table.columns.iter().zip(row).enumerate().skip(1) {
            // The household is the same everywhere.
            let is_new = place >= old_columns || !same;
            if (is_new || place < table.key) && *value != Value::Null {
                write!(told, " {}={}", column.name, shown(value)).unwrap();
            }
        }
        let is_empty = same && row[old_columns..].iter().all(|value| *value == Value::Null);
        if !is_empty {
            writeln!(text, "{}{told}", table.name).unwrap();
        }
    }
    text
}

fn of_table(log: &Log, model: Model, table: usize) -> Vec<Vec<Value<'static>>> {
    let Sink(rows) = rows_of(model, &log.events);
    let mine = rows.into_iter().filter(|(at, _)| *at == table);
    mine.map(|(_, row)| row).collect()
}

fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Uuid(id) => format!("…{}", &id.to_string()[32..]),
        Value::Text(text) => format!("{text:?}"),
        Value::Int(number) => number.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Double(number) => number.get().to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Time(moment) => moment.format("%m-%dT%H:%M").to_string(),
    }
}

#[test]
fn each_log_has_these_rows() {
    for (name, log) in logs() {
        insta::assert_snapshot!(name, rows(&log));
    }
}
