//! Rows by key, and what differs between two sets of them.

use std::collections::BTreeMap;

use chrono::SubsecRound;

use crate::fold::Sinks;
use crate::{RowSink, Table, Value};

/// A row that owns its values.
pub type Row = Vec<Value<'static>>;

/// The rows of one table by their keys.
pub type Keyed = BTreeMap<Row, Row>;

/// The rows of all tables of one projection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    keys: Vec<usize>,
    /// By table, then by key.
    pub tables: Vec<Keyed>,
}

impl Rows {
    /// No rows yet of these tables.
    #[must_use]
    pub fn new(tables: &[Table]) -> Self {
        Self {
            keys: tables.iter().map(|table| table.key).collect(),
            tables: vec![Keyed::new(); tables.len()],
        }
    }

    /// No rows of the same tables.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            keys: self.keys.clone(),
            tables: vec![Keyed::new(); self.tables.len()],
        }
    }
}

impl RowSink for Rows {
    fn row(&mut self, table: usize, values: &[Value<'_>]) {
        let row: Row = values.iter().map(normal).collect();
        self.tables[table].insert(row[..self.keys[table]].to_vec(), row);
    }
}

/// The rows of several targets.
impl Sinks for Vec<Rows> {
    fn row(&mut self, target: usize, table: usize, values: &[Value<'_>]) {
        self[target].row(table, values);
    }
}

/// The value as both databases keep it: times in microseconds.
fn normal(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Time(moment) => Value::Time(moment.trunc_subsecs(6)),
        other => other.clone().into_owned(),
    }
}

/// What must be done to a table to make it as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableDiff {
    /// Keys that should not be there.
    pub extra: Vec<Row>,
    /// Rows that should be there.
    pub missing: Vec<Row>,
    /// Rows as they should be, where there is another with that key, and that other one.
    pub changed: Vec<(Row, Row)>,
}

impl TableDiff {
    /// From what is to what should be.
    #[must_use]
    pub fn between(is: &Keyed, should: &Keyed) -> Self {
        let mut diff = Self::default();
        for (key, row) in should {
            match is.get(key) {
                None => diff.missing.push(row.clone()),
                Some(other) if other != row => diff.changed.push((row.clone(), other.clone())),
                Some(_) => {}
            }
        }
        diff.extra = is
            .keys()
            .filter(|key| !should.contains_key(*key))
            .cloned()
            .collect();
        diff
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows differ.
    #[must_use]
    pub fn len(&self) -> usize {
        self.extra.len() + self.missing.len() + self.changed.len()
    }

    /// The change that mends it.
    #[must_use]
    pub fn into_change(self) -> TableChange {
        let changed = self.changed.into_iter().map(|(should, _)| should);
        TableChange {
            deletes: self.extra,
            upserts: self.missing.into_iter().chain(changed).collect(),
        }
    }

    /// One line per row that differs: its key and, where it has changed, its columns.
    #[must_use]
    pub fn lines(&self, table: &Table) -> Vec<String> {
        let columns: Vec<&str> = table.column_names().collect();
        self.lines_of(table.name, table.key, &columns)
    }

    /// The same for rows of these columns only; the first `key` of them are the key.
    pub(crate) fn lines_of(&self, table: &str, key: usize, columns: &[&str]) -> Vec<String> {
        let names = &columns[..key];
        let mut lines = Vec::new();
        for row in &self.extra {
            let row = named_text(names, row);
            lines.push(format!("{table}: row {row} should not be there"));
        }
        for row in &self.missing {
            lines.push(format!("{table}: row {} is missing", named_text(names, row)));
        }
        for (should, is) in &self.changed {
            let columns: Vec<String> = columns
                .iter()
                .zip(should.iter().zip(is))
                .filter(|(_, (should, is))| should != is)
                .map(|(column, (should, is))| {
                    format!(
                        "`{column}` is {}, should be {}",
                        value_text(is),
                        value_text(should)
                    )
                })
                .collect();
            let row = named_text(names, should);
            lines.push(format!("{table}: row {row}: {}", columns.join(", ")));
        }
        lines
    }
}

/// Rows to be taken away, by key, and rows to be put in the place of any with their key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableChange {
    /// Keys of rows that go.
    pub deletes: Vec<Row>,
    /// Rows that come, or replace.
    pub upserts: Vec<Row>,
}

impl TableChange {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.deletes.is_empty() && self.upserts.is_empty()
    }
}

/// A row's key in words: `(household_id 0190…, recipe_id 0190…)`.
#[must_use]
pub fn key_text(table: &Table, row: &[Value<'_>]) -> String {
    let names: Vec<&str> = table.key_names().collect();
    named_text(&names, row)
}

/// The first values of a row with their names.
pub(crate) fn named_text(names: &[&str], row: &[Value<'_>]) -> String {
    let named = names.iter().zip(row);
    let parts: Vec<String> = named
        .map(|(name, value)| format!("{name} {}", value_text(value)))
        .collect();
    format!("({})", parts.join(", "))
}

/// A value in words, at most 60 characters of it.
#[must_use]
pub fn value_text(value: &Value<'_>) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Uuid(id) => id.to_string(),
        Value::Text(text) if text.chars().count() > 60 => {
            format!("`{}…`", text.chars().take(59).collect::<String>())
        }
        Value::Text(text) => format!("`{text}`"),
        Value::Int(number) => number.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Double(number) => number.get().to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Time(moment) => moment.to_rfc3339(),
    }
}
