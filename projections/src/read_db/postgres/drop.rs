//! Dropping what nobody needs any more: never what is live, never by cascade.

use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{Executor, Row};

use super::apply::this;
use super::locks::{be_patient, blockers, is_depended_upon, is_lock_timeout, told};
use super::{LOCK_MS, PostgresReadDb, THIS, book};
use crate::error::{Error, Result};
use crate::target::Target;

pub(super) async fn drop_target(db: &PostgresReadDb, target: &Target) -> Result<()> {
    let mut last = None;
    for tries in 1..=10 {
        match try_drop(&db.pool, target).await {
            Err(error) if is_lock_timeout(&error) => {
                last = Some(error);
                tokio::time::sleep(book::pause(tries)).await;
            }
            // Something else was built upon it. That is somebody's, so we leave it.
            Err(error) if is_depended_upon(&error) => {
                return Err(Error::Busy {
                    what: format!("drop `{target}`"),
                    tries,
                    blockers: format!("other objects depend on it ({})", told(&error)),
                });
            }
            other => return other,
        }
    }
    let schema = target.namespace();
    let names = relations(&db.pool, &schema).await?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Err(Error::Busy {
        what: format!("drop `{target}`"),
        tries: 10,
        blockers: match last {
            Some(_) => blockers(&db.pool, &schema, &names).await,
            None => "unknown".into(),
        },
    })
}

async fn relations<'c>(executor: impl sqlx::PgExecutor<'c>, schema: &str) -> Result<Vec<String>> {
    let sql = "SELECT c.relname::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
               WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') ORDER BY 1";
    sqlx::query_scalar(sql)
        .bind(schema)
        .fetch_all(executor)
        .await
        .map_err(Error::sql(format!("list the tables of `{schema}`")))
}

async fn try_drop(pool: &PgPool, target: &Target) -> Result<()> {
    let what = format!("drop `{target}`");
    let schema = target.namespace();
    let mut tx = pool.begin().await.map_err(Error::sql(&what))?;
    be_patient(&mut tx, LOCK_MS).await?;
    refuse_live(&mut tx, target).await?;
    for table in ["generations", "cursors", "parked"] {
        let sql = format!("DELETE FROM heirloom.{table} WHERE {THIS}");
        this(sqlx::query(&sql), target)
            .execute(&mut *tx)
            .await
            .map_err(Error::sql(&what))?;
    }
    for sql in drop_statements(&mut tx, &schema).await? {
        tx.execute(sqlx::raw_sql(&sql)).await.map_err(Error::sql(&what))?;
    }
    tx.commit().await.map_err(Error::sql(what))
}

async fn refuse_live(tx: &mut PgConnection, target: &Target) -> Result<()> {
    let sql = format!("SELECT state FROM heirloom.generations WHERE {THIS} FOR UPDATE");
    let row = this(sqlx::query(&sql), target)
        .fetch_optional(tx)
        .await
        .map_err(Error::sql("look whether it is live"))?;
    match row.map(|row| row.get::<String, _>(0)).as_deref() {
        Some("live") => Err(Error::Busy {
            what: format!("drop `{target}`"),
            tries: 1,
            blockers: "it is live".into(),
        }),
        _ => Ok(()),
    }
}

/// Everything in the schema by name, then the schema: never CASCADE.
async fn drop_statements(tx: &mut PgConnection, schema: &str) -> Result<Vec<String>> {
    let mut statements = Vec::new();
    let tables: Vec<String> = relations(&mut *tx, schema)
        .await?
        .iter()
        .map(|table| format!("{schema}.\"{table}\""))
        .collect();
    if !tables.is_empty() {
        statements.push(format!("DROP TABLE {}", tables.join(", ")));
    }
    let functions: Vec<String> = sqlx::query_scalar(
        "SELECT p.oid::regprocedure::text FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace \
         WHERE n.nspname = $1",
    )
    .bind(schema)
    .fetch_all(tx)
    .await
    .map_err(Error::sql(format!("list the functions of `{schema}`")))?;
    statements.extend(functions.iter().map(|f| format!("DROP FUNCTION {f}")));
    statements.push(format!("DROP SCHEMA IF EXISTS {schema}"));
    Ok(statements)
}
