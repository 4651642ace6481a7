//! Dropping what nobody needs any more: never what a view shows.

use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Executor, Row};

use super::apply::this;
use super::{THIS, WRITE};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::target::Target;

pub(super) async fn drop_target(pool: &SqlitePool, target: &Target) -> Result<()> {
    let what = format!("drop `{target}`");
    let mut tx = pool.begin_with(WRITE).await.map_err(Error::sql(&what))?;
    refuse_used(&mut tx, target).await?;
    for table in ["generations", "cursors", "parked"] {
        let sql = format!("DELETE FROM {table} WHERE {THIS}");
        this(sqlx::query(&sql), target)
            .execute(&mut *tx)
            .await
            .map_err(Error::sql(&what))?;
    }
    // A virtual table takes its shadow tables along, so look again after each.
    while let Some(name) = next_table(&mut tx, target).await? {
        tx.execute(sqlx::raw_sql(&format!("DROP TABLE \"{name}\"")))
            .await
            .map_err(Error::sql(&what))?;
    }
    tx.commit().await.map_err(Error::sql(what))
}

/// Virtual tables first, then what was made last: what refers to others goes before them.
async fn next_table(tx: &mut SqliteConnection, target: &Target) -> Result<Option<String>> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, length(?1)) = ?1 \
               ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, rowid DESC LIMIT 1";
    sqlx::query_scalar(sql)
        .bind(target.prefix(Dialect::Sqlite))
        .fetch_optional(tx)
        .await
        .map_err(Error::sql("list the tables"))
}

async fn refuse_used(tx: &mut SqliteConnection, target: &Target) -> Result<()> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'view' AND instr(sql, ?1) > 0";
    let views = sqlx::query(sql)
        .bind(target.prefix(Dialect::Sqlite))
        .fetch_all(tx)
        .await
        .map_err(Error::sql("list the views"))?;
    if views.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = views.iter().map(|row| row.get(0)).collect();
    Err(Error::Busy {
        what: format!("drop `{target}`"),
        tries: 1,
        blockers: format!("the views `{}` show it", names.join("`, `")),
    })
}
