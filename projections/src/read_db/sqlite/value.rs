//! Values as SQLite keeps them: ids, days and times as text, yes and no as numbers.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteRow};
use sqlx::{Row, ValueRef};

use crate::error::{Error, Result};
use crate::{Kind, Table, Value};

/// Binds the values of a row in order.
pub(super) fn bind_row<'q>(
    mut query: Query<'q, Sqlite, SqliteArguments<'q>>,
    row: &'q [Value<'static>],
) -> Query<'q, Sqlite, SqliteArguments<'q>> {
    for value in row {
        query = match value {
            Value::Null => query.bind(None::<String>),
            Value::Uuid(id) => query.bind(id.to_string()),
            Value::Text(text) => query.bind(text.as_ref()),
            Value::Int(number) => query.bind(*number),
            Value::Integer(number) => query.bind(*number),
            Value::Double(number) => query.bind(number.get()),
            Value::Bool(yes) => query.bind(i64::from(*yes)),
            Value::Date(day) => query.bind(day.to_string()),
            Value::Time(moment) => query.bind(moment.to_rfc3339_opts(SecondsFormat::Micros, true)),
        };
    }
    query
}

/// The values of a row. What does not have its column's form comes as the text that it is, so that a
/// comparison finds it and a repair replaces it.
pub(super) fn values<'r>(table: &Table, row: &'r SqliteRow) -> Result<Vec<Value<'r>>> {
    table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            value(row, at, column.kind)
                .map_err(|e| Error::damaged(format!("column `{}` of `{}`", column.name, table.name), e))
        })
        .collect()
}

fn value(row: &SqliteRow, at: usize, kind: Kind) -> sqlx::Result<Value<'_>> {
    if row.try_get_raw(at)?.is_null() {
        return Ok(Value::Null);
    }
    if matches!(kind, Kind::Int | Kind::Integer | Kind::Bool) {
        let number: i64 = row.try_get_unchecked(at)?;
        return Ok(match (kind, number) {
            (Kind::Integer, _) => i32::try_from(number).map_or(Value::Int(number), Value::Integer),
            (Kind::Bool, 0) => Value::Bool(false),
            (Kind::Bool, 1) => Value::Bool(true),
            _ => Value::Int(number),
        });
    }
    if kind == Kind::Double {
        return Ok(Value::double(row.try_get_unchecked(at)?));
    }
    let text: &str = row.try_get_unchecked(at)?;
    Ok(parsed(kind, text).unwrap_or(Value::Text(Cow::Borrowed(text))))
}

fn parsed(kind: Kind, text: &str) -> Option<Value<'static>> {
    match kind {
        Kind::Uuid => text.parse().ok().map(Value::Uuid),
        Kind::Date => text.parse::<NaiveDate>().ok().map(Value::Date),
        Kind::Time => DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|moment| Value::Time(moment.with_timezone(&Utc))),
        Kind::Text | Kind::Varchar(_) | Kind::Int | Kind::Integer | Kind::Double | Kind::Bool => None,
    }
}
