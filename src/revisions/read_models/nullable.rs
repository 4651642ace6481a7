//! Which columns may be `NULL`, as SQLite understands the tables' own statements.

use std::collections::HashSet;

use heirloom_projections::Table;
use sqlx::{Connection as _, Executor as _, SqliteConnection};

/// The columns that may not be `NULL`, with their tables.
pub(super) async fn required_columns(
    create: &str,
    tables: &'static [Table],
) -> Result<HashSet<(&'static str, &'static str)>, sqlx::Error> {
    let mut memory = SqliteConnection::connect("sqlite::memory:").await?;
    let create = create.replace("{schema}", "").replace("{name}", "");
    memory.execute(sqlx::raw_sql(&create)).await?;
    let mut required = HashSet::new();
    for table in tables {
        let names: Vec<String> =
            sqlx::query_scalar("SELECT name FROM pragma_table_info(?) WHERE \"notnull\" = 1")
                .bind(table.name)
                .fetch_all(&mut memory)
                .await?;
        let known = table
            .column_names()
            .filter(|name| names.iter().any(|n| n == name));
        required.extend(known.map(|name| (table.name, name)));
    }
    memory.close().await?;
    Ok(required)
}
