//! A table's rows, each value as its column means it.

use std::collections::HashSet;

use super::canonical::canonical;
use super::columns::{Kind, Table};
use super::connection::Connection;
use super::defect::{Defect, DefectKind};
use super::error::SourceError;
use super::fields::Fields;
use super::shape::Found;
use super::value::{Columns, Value};

/// Reads a table; it has no rows where this revision does not have it.
pub(super) async fn read(
    connection: &mut Connection,
    found: &Found,
    table: &'static Table,
    defects: &mut Vec<Defect>,
) -> Result<Vec<Fields>, SourceError> {
    let Some(there) = found.get(table.name) else {
        return Ok(Vec::new());
    };
    let columns: Vec<(&'static str, Kind)> = table
        .columns
        .iter()
        .copied()
        .filter(|(name, _)| there.contains(*name))
        .collect();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let rows = connection.rows(table.name, &names, table.key).await?;
    let mut seen = HashSet::new();
    let mut fields = Vec::with_capacity(rows.len());
    for row in rows {
        let mut read = one(table, &columns, row, defects);
        if !seen.insert(read.row.clone()) {
            read.refuse(
                DefectKind::SameKey,
                table.key[0],
                "another row has the same primary key",
            );
        }
        fields.push(read);
    }
    Ok(fields)
}

fn one(
    table: &'static Table,
    columns: &[(&'static str, Kind)],
    row: Vec<Value>,
    defects: &mut Vec<Defect>,
) -> Fields {
    let mut odd = Vec::new();
    let mut values = Columns::new();
    for ((column, kind), raw) in columns.iter().zip(row) {
        let what = raw.to_string();
        let (value, oddity) = canonical(*kind, raw);
        odd.extend(oddity.map(|oddity| (*column, what, oddity)));
        values.insert((*column).to_owned(), value);
    }
    let key = key(table, &values);
    defects.extend(odd.into_iter().map(|(column, what, oddity)| Defect {
        kind: oddity.kind,
        table: table.name,
        row: key.clone(),
        column,
        what,
        why: oddity.why.to_owned(),
        what_becomes: oddity.what_becomes,
    }));
    Fields::new(table.name, key, values)
}

/// The primary key as text: `12`, or `3/41`.
fn key(table: &Table, columns: &Columns) -> String {
    let part = |column: &&str| columns.get(*column).unwrap_or(&Value::Null).to_string();
    table.key.iter().map(part).collect::<Vec<_>>().join("/")
}
