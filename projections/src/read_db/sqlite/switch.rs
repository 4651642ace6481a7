//! The switch: all views of a group, what is live and the active revision, in one transaction. Readers
//! are not blocked: in WAL mode each of them sees the views as they were when it began.

use std::time::Instant;

use sqlx::Executor;
use sqlx::sqlite::{SqliteConnection, SqlitePool};

use super::apply::this;
use super::foreign_views::{broken, working};
use super::{THIS, WRITE, book, gone_unless, index_names, revisions};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::{SwitchStats, Switching};
use crate::target::Target;

pub(super) async fn switch(pool: &SqlitePool, switching: &Switching) -> Result<SwitchStats> {
    for tries in 1..=book::LOCK_TRIES {
        match try_switch(pool, switching).await {
            Ok(locked_ms) => return Ok(SwitchStats { tries, locked_ms }),
            Err(error) if is_busy(&error) => tokio::time::sleep(book::pause(tries)).await,
            Err(error) => return Err(error),
        }
    }
    Err(Error::Busy {
        what: switching.what().into(),
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

/// One try; for how many milliseconds the file was locked for other writers.
async fn try_switch(pool: &SqlitePool, switching: &Switching) -> Result<f64> {
    let what = switching.what();
    let mut tx = pool.begin_with(WRITE).await.map_err(Error::sql(what))?;
    let began = Instant::now();
    if let Some(activation) = &switching.activation {
        revisions::activate(&mut tx, activation).await?;
    }
    for bound in &switching.show {
        refuse_to_go_back(&mut tx, &bound.target).await?;
    }
    change_roles(&mut tx, switching).await?;
    let foreign = working(&mut tx, &switching.views(Dialect::Sqlite)).await?;
    change_views(&mut tx, switching).await?;
    // SQLite drops a view whoever needs it, and says so only to those who read through it later.
    let broken = broken(&mut tx, foreign).await?;
    if !broken.is_empty() {
        return Err(Error::Busy {
            what: what.into(),
            tries: 1,
            blockers: format!(
                "somebody else's view needs what would go (`{}`)",
                broken.join("`, `")
            ),
        });
    }
    index_names::settle(&mut tx).await?;
    tx.commit().await.map_err(Error::sql(what))?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}

async fn change_views(tx: &mut SqliteConnection, switching: &Switching) -> Result<()> {
    for bound in &switching.show {
        for (table, shape) in bound.model.tables().iter().enumerate() {
            let source = bound.table(Dialect::Sqlite, table);
            let columns: Vec<String> =
                sqlx::query_scalar("SELECT name FROM pragma_table_info(?) ORDER BY cid")
                    .bind(&source)
                    .fetch_all(&mut *tx)
                    .await
                    .map_err(Error::sql("look at the columns of a table"))?;
            let list = book::quoted(columns.iter().map(String::as_str));
            show(tx, shape.name, &format!("SELECT {list} FROM {source}")).await?;
        }
        for view in bound.model.ddl(Dialect::Sqlite).views {
            show(tx, view.name, &bound.fill_in(Dialect::Sqlite, view.select)).await?;
        }
    }
    for name in switching.dropped_views(Dialect::Sqlite) {
        tx.execute(sqlx::raw_sql(&format!("DROP VIEW IF EXISTS {name}")))
            .await
            .map_err(Error::sql("take a view away"))?;
    }
    Ok(())
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

/// What is live, and what stands by.
async fn change_roles(tx: &mut SqliteConnection, switching: &Switching) -> Result<()> {
    for bound in &switching.hide {
        note(tx, &bound.target, "state = 'standby'").await?;
    }
    for target in &switching.stand_by {
        note(tx, target, "state = 'standby', phase = 'done'").await?;
    }
    for bound in &switching.show {
        make_live(tx, &bound.target).await?;
    }
    Ok(())
}

async fn note(tx: &mut SqliteConnection, target: &Target, sets: &str) -> Result<()> {
    let sql = format!(
        "UPDATE generations SET {sets}, updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE {THIS}"
    );
    let done = this(sqlx::query(&sql), target)
        .execute(tx)
        .await
        .map_err(Error::sql("note what is live"))?;
    gone_unless(done.rows_affected() == 1, target)
}

async fn make_live(tx: &mut SqliteConnection, target: &Target) -> Result<()> {
    sqlx::query("UPDATE generations SET state = 'standby' WHERE projection = ? AND state = 'live'")
        .bind(&target.projection)
        .execute(&mut *tx)
        .await
        .map_err(Error::sql("note what is live"))?;
    note(tx, target, "state = 'live', phase = 'done'").await
}
