//! The switch: all views of a group in one transaction; and dropping what nobody needs any more. Readers
//! are not blocked: in WAL mode each of them sees the views as they were when it began.

use std::time::Instant;

use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Executor, Row};

use super::apply::this;
use super::{THIS, WRITE, book, gone_unless};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::SwitchStats;
use crate::target::{Bound, Target};

pub(super) async fn switch(pool: &SqlitePool, targets: &[Bound]) -> Result<SwitchStats> {
    for tries in 1..=book::LOCK_TRIES {
        let began = Instant::now();
        match try_switch(pool, targets).await {
            Ok(()) => {
                return Ok(SwitchStats {
                    tries,
                    locked_ms: began.elapsed().as_secs_f64() * 1000.0,
                });
            }
            Err(error) if is_busy(&error) => tokio::time::sleep(book::pause(tries)).await,
            Err(error) => return Err(error),
        }
    }
    Err(Error::Busy {
        what: "let the views show the new tables".into(),
        tries: book::LOCK_TRIES,
        blockers: "another process writes to the file".into(),
    })
}

/// SQLITE_BUSY and SQLITE_LOCKED with their extended codes.
fn is_busy(error: &Error) -> bool {
    let Error::Database { source, .. } = error else {
        return false;
    };
    let code = source.as_database_error().and_then(|e| e.code());
    let code: Option<u32> = code.and_then(|code| code.parse().ok());
    code.is_some_and(|code| matches!(code & 0xff, 5 | 6))
}

async fn try_switch(pool: &SqlitePool, targets: &[Bound]) -> Result<()> {
    let what = "switch";
    let mut tx = pool.begin_with(WRITE).await.map_err(Error::sql(what))?;
    for bound in targets {
        refuse_to_go_back(&mut tx, &bound.target).await?;
        change_roles(&mut tx, &bound.target).await?;
        for (table, shape) in bound.model.tables().iter().enumerate() {
            let source = bound.table(Dialect::Sqlite, table);
            let columns: Vec<String> =
                sqlx::query_scalar("SELECT name FROM pragma_table_info(?) ORDER BY cid")
                    .bind(&source)
                    .fetch_all(&mut *tx)
                    .await
                    .map_err(Error::sql(what))?;
            let list = book::quoted(columns.iter().map(String::as_str));
            show(&mut tx, shape.name, &format!("SELECT {list} FROM {source}")).await?;
        }
        for view in bound.model.ddl(Dialect::Sqlite).views {
            show(&mut tx, view.name, &bound.fill_in(Dialect::Sqlite, view.select)).await?;
        }
    }
    super::index_names::settle(&mut tx).await?;
    tx.commit().await.map_err(Error::sql(what))
}

async fn show(tx: &mut SqliteConnection, name: &str, select: &str) -> Result<()> {
    let sql = format!("DROP VIEW IF EXISTS {name}; CREATE VIEW {name} AS {select};");
    tx.execute(sqlx::raw_sql(&sql))
        .await
        .map_err(Error::sql("switch"))?;
    Ok(())
}

/// Nobody may see less after the switch than before.
async fn refuse_to_go_back(tx: &mut SqliteConnection, target: &Target) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM generations AS g \
               JOIN cursors AS old USING (projection, version, generation) \
               LEFT JOIN cursors AS new ON new.household_id = old.household_id \
                 AND new.projection = ?1 AND new.version = ?2 AND new.generation = ?3 \
               WHERE g.projection = ?1 AND g.state = 'live' AND old.applied > COALESCE(new.applied, 0))";
    let behind: bool = sqlx::query_scalar(sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .fetch_one(tx)
        .await
        .map_err(Error::sql("compare cursors"))?;
    if behind {
        let target = target.to_string();
        return Err(Error::Lagging { target });
    }
    Ok(())
}

async fn change_roles(tx: &mut SqliteConnection, target: &Target) -> Result<()> {
    let what = "note what is live";
    sqlx::query("UPDATE generations SET state = 'standby' WHERE projection = ? AND state = 'live'")
        .bind(&target.projection)
        .execute(&mut *tx)
        .await
        .map_err(Error::sql(what))?;
    let sql = format!(
        "UPDATE generations SET state = 'live', phase = 'done', \
         updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE {THIS}"
    );
    let done = this(sqlx::query(&sql), target)
        .execute(tx)
        .await
        .map_err(Error::sql(what))?;
    gone_unless(done.rows_affected() == 1, target)
}

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
