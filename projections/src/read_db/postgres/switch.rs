//! The switch: views of a whole group in one short transaction; and dropping what nobody needs any more.

use std::time::Instant;

use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{Executor, Row};

use super::apply::this;
use super::{PostgresReadDb, THIS, book, gone_unless};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::SwitchStats;
use crate::target::{Bound, Target};

/// No reader ever waits longer behind us than this.
const LOCK_TIMEOUT: &str = "SET LOCAL lock_timeout = '300ms'";

pub(super) async fn switch(db: &PostgresReadDb, targets: &[Bound]) -> Result<SwitchStats> {
    let what = "let the views show the new tables";
    db.pool
        .execute("CREATE SCHEMA IF NOT EXISTS read")
        .await
        .map_err(Error::sql(what))?;
    for tries in 1..=db.lock_tries {
        let began = Instant::now();
        match try_switch(&db.pool, targets).await {
            Ok(()) => {
                return Ok(SwitchStats {
                    tries,
                    locked_ms: began.elapsed().as_secs_f64() * 1000.0,
                });
            }
            Err(error) if is_lock_timeout(&error) => tokio::time::sleep(book::pause(tries)).await,
            Err(error) => return Err(error),
        }
    }
    let tables = targets.iter().flat_map(|b| b.model.tables()).map(|t| t.name);
    let views = targets.iter().flat_map(|b| b.model.ddl(Dialect::Postgres).views);
    let names: Vec<&str> = tables.chain(views.map(|view| view.name)).collect();
    Err(Error::Busy {
        what: what.into(),
        tries: db.lock_tries,
        blockers: blockers(&db.pool, "read", &names).await,
    })
}

async fn try_switch(pool: &PgPool, targets: &[Bound]) -> Result<()> {
    let what = "switch";
    let mut tx = pool.begin().await.map_err(Error::sql(what))?;
    tx.execute(LOCK_TIMEOUT).await.map_err(Error::sql(what))?;
    for bound in targets {
        refuse_to_go_back(&mut tx, &bound.target).await?;
    }
    let mut plans = Vec::new();
    for bound in targets {
        for table in bound.model.tables() {
            plans.push(view_statements(&mut tx, &bound.target, table.name).await?);
        }
        for view in bound.model.ddl(Dialect::Postgres).views {
            let select = bound.fill_in(Dialect::Postgres, view.select);
            plans.push(extra_view_statements(&mut tx, view.name, &select).await?);
        }
    }
    for bound in targets {
        change_roles(&mut tx, &bound.target).await?;
    }
    // Locks on views come last, all at once, in a fixed order, so that they are held for the shortest time.
    for sql in plans.concat() {
        tx.execute(sqlx::raw_sql(&sql)).await.map_err(Error::sql(what))?;
    }
    tx.commit().await.map_err(Error::sql(what))
}

/// Nobody may see less after the switch than before.
async fn refuse_to_go_back(tx: &mut PgConnection, target: &Target) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM heirloom.generations AS g \
               JOIN heirloom.cursors AS old USING (projection, version, generation) \
               LEFT JOIN heirloom.cursors AS new ON new.household_id = old.household_id \
                 AND new.projection = $1 AND new.version = $2 AND new.generation = $3 \
               WHERE g.projection = $1 AND g.state = 'live' AND old.applied > COALESCE(new.applied, 0))";
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

async fn change_roles(tx: &mut PgConnection, target: &Target) -> Result<()> {
    let what = "note what is live";
    let sql = "UPDATE heirloom.generations SET state = 'standby', updated_at = now() \
               WHERE projection = $1 AND state = 'live'";
    sqlx::query(sql)
        .bind(&target.projection)
        .execute(&mut *tx)
        .await
        .map_err(Error::sql(what))?;
    let sql = format!(
        "UPDATE heirloom.generations SET state = 'live', phase = 'done', updated_at = now() WHERE {THIS}"
    );
    let done = this(sqlx::query(&sql), target)
        .execute(tx)
        .await
        .map_err(Error::sql(what))?;
    gone_unless(done.rows_affected() == 1, target)
}

/// What makes `read.NAME` show the table: a replacement where the columns allow it, else a new view with
/// the old one's grants.
async fn view_statements(tx: &mut PgConnection, target: &Target, name: &str) -> Result<Vec<String>> {
    let schema = target.namespace();
    let old = columns(tx, "read", name).await?;
    let new = columns(tx, &schema, name).await?;
    let list = book::quoted(new.iter().map(|(column, _)| column.as_str()));
    let create = format!("CREATE OR REPLACE VIEW read.{name} AS SELECT {list} FROM {schema}.{name}");
    if new.starts_with(&old) {
        return Ok(vec![create]);
    }
    let mut statements = vec![format!("DROP VIEW read.{name}"), create];
    statements.extend(grants(tx, name).await?);
    Ok(statements)
}

/// The same for a view of its own making. Whether the columns allow a replacement is only known by making
/// it, beside the other.
async fn extra_view_statements(tx: &mut PgConnection, name: &str, select: &str) -> Result<Vec<String>> {
    let what = format!("look at the columns of `read.{name}`");
    let old = columns(tx, "read", name).await?;
    tx.execute(sqlx::raw_sql(&format!(
        "CREATE TEMP VIEW heirloom_probe AS {select}"
    )))
    .await
    .map_err(Error::sql(&what))?;
    let schema: String =
        sqlx::query_scalar("SELECT nspname::text FROM pg_namespace WHERE oid = pg_my_temp_schema()")
            .fetch_one(&mut *tx)
            .await
            .map_err(Error::sql(&what))?;
    let new = columns(tx, &schema, "heirloom_probe").await?;
    tx.execute(sqlx::raw_sql("DROP VIEW heirloom_probe"))
        .await
        .map_err(Error::sql(&what))?;
    let create = format!("CREATE OR REPLACE VIEW read.{name} AS {select}");
    if new.starts_with(&old) {
        return Ok(vec![create]);
    }
    let mut statements = vec![format!("DROP VIEW read.{name}"), create];
    statements.extend(grants(tx, name).await?);
    Ok(statements)
}

async fn columns(tx: &mut PgConnection, schema: &str, name: &str) -> Result<Vec<(String, String)>> {
    let sql = "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a \
               JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace \
               WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped \
               ORDER BY a.attnum";
    sqlx::query_as(sql)
        .bind(schema)
        .bind(name)
        .fetch_all(tx)
        .await
        .map_err(Error::sql(format!("look at the columns of `{schema}.{name}`")))
}

async fn grants(tx: &mut PgConnection, name: &str) -> Result<Vec<String>> {
    let sql = "SELECT format('GRANT %s ON read.%I TO %s%s', g.privilege_type, c.relname, \
                 CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END, \
                 CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) \
               FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g \
               WHERE c.relnamespace = 'read'::regnamespace AND c.relname = $1 AND g.grantee <> c.relowner";
    sqlx::query_scalar(sql)
        .bind(name)
        .fetch_all(tx)
        .await
        .map_err(Error::sql(format!("look at the grants of `read.{name}`")))
}

fn code(error: &Error) -> Option<String> {
    match error {
        Error::Database { source, .. } => source.as_database_error()?.code().map(|c| c.into_owned()),
        _ => None,
    }
}

/// A lock that was not to be had, or a deadlock that we lost: both pass.
fn is_lock_timeout(error: &Error) -> bool {
    matches!(code(error).as_deref(), Some("55P03" | "40P01"))
}

/// Who holds locks on these relations, in words.
async fn blockers(pool: &PgPool, schema: &str, names: &[&str]) -> String {
    let sql = "SELECT format('pid %s (%s, %s, for %s s: %s)', a.pid, a.usename, a.state, \
                 round(extract(epoch FROM now() - a.xact_start)), left(a.query, 80)) \
               FROM pg_stat_activity AS a WHERE a.pid <> pg_backend_pid() AND a.pid IN ( \
                 SELECT l.pid FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation \
                 JOIN pg_namespace AS n ON n.oid = c.relnamespace \
                 WHERE l.granted AND n.nspname = $1 AND c.relname = ANY ($2)) ORDER BY a.xact_start LIMIT 8";
    let found: Result<Vec<String>, _> = sqlx::query_scalar(sql)
        .bind(schema)
        .bind(names)
        .fetch_all(pool)
        .await;
    match found {
        Ok(found) if !found.is_empty() => found.join("; "),
        _ => "they are gone by now".into(),
    }
}

pub(super) async fn drop_target(db: &PostgresReadDb, target: &Target) -> Result<()> {
    let mut last = None;
    for tries in 1..=10 {
        match try_drop(&db.pool, target).await {
            Err(error) if is_lock_timeout(&error) => {
                last = Some(error);
                tokio::time::sleep(book::pause(tries)).await;
            }
            // 2BP01: something else was built upon it. That is somebody's, so we leave it.
            Err(error) if code(&error).as_deref() == Some("2BP01") => {
                return Err(Error::Busy {
                    what: format!("drop `{target}`"),
                    tries,
                    blockers: format!("other objects depend on it ({})", source_text(&error)),
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

fn source_text(error: &Error) -> String {
    std::error::Error::source(error).map_or_else(String::new, ToString::to_string)
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
    tx.execute(LOCK_TIMEOUT).await.map_err(Error::sql(&what))?;
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
