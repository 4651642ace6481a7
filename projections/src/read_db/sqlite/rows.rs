//! Many rows a statement: a statement of its own for each row is a trip to the connection's thread and back.

use sqlx::sqlite::SqliteConnection;

use super::book;
use super::value::bind_row;
use crate::Dialect;
use crate::diff::Row;
use crate::error::{Error, Result};
use crate::target::Bound;

/// A statement binds at most so many values; SQLite's own limit is 32,766.
const VALUES_AT_ONCE: usize = 1_200;

/// Inserts rows into a table of a generation; `on_conflict` says what becomes of those that are there.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    bound: &Bound,
    table: usize,
    rows: &[Row],
    on_conflict: &str,
) -> Result<()> {
    let shape = &bound.model.tables()[table];
    let name = bound.table(Dialect::Sqlite, table);
    let one = format!("({})", vec!["?"; shape.columns.len()].join(", "));
    let at_once = (VALUES_AT_ONCE / shape.columns.len()).max(1);
    for chunk in rows.chunks(at_once) {
        let sql = format!(
            "INSERT INTO {name} ({}) VALUES {} {on_conflict}",
            book::column_list(shape),
            vec![one.as_str(); chunk.len()].join(", ")
        );
        // what comes again and again is kept prepared: full chunks, and single rows
        let mut query = sqlx::query(&sql).persistent([1, at_once].contains(&chunk.len()));
        for row in chunk {
            query = bind_row(query, row);
        }
        query
            .execute(&mut *connection)
            .await
            .map_err(Error::sql(format!("write rows of `{name}`")))?;
    }
    Ok(())
}
