//! Locks that were not to be had, and who was in the way.

use sqlx::Executor;
use sqlx::postgres::{PgConnection, PgDatabaseError, PgPool};

use crate::error::{Error, Result};

/// Nobody waits longer than this for a lock, so that no reader waits longer behind us.
pub(super) async fn be_patient(tx: &mut PgConnection, milliseconds: u32) -> Result<()> {
    let sql = format!("SET LOCAL lock_timeout = '{milliseconds}ms'");
    tx.execute(sqlx::raw_sql(&sql))
        .await
        .map_err(Error::sql("limit how long a lock is waited for"))?;
    Ok(())
}

pub(super) fn code(error: &Error) -> Option<String> {
    match error {
        Error::Database { source, .. } => source.as_database_error()?.code().map(|c| c.into_owned()),
        _ => None,
    }
}

/// A lock that was not to be had, or a deadlock that we lost: both pass.
pub(super) fn is_lock_timeout(error: &Error) -> bool {
    matches!(code(error).as_deref(), Some("55P03" | "40P01"))
}

/// Something of somebody else's was built upon what was to go.
pub(super) fn is_depended_upon(error: &Error) -> bool {
    code(error).as_deref() == Some("2BP01")
}

/// What the server says of an error, with what it adds: there it names the objects in the way.
pub(super) fn told(error: &Error) -> String {
    let Some(source) = std::error::Error::source(error) else {
        return error.to_string();
    };
    let detail = match error {
        Error::Database { source, .. } => source
            .as_database_error()
            .and_then(|e| e.try_downcast_ref::<PgDatabaseError>())
            .and_then(|e| e.detail()),
        _ => None,
    };
    match detail {
        Some(detail) => format!("{source}: {}", detail.replace('\n', "; ")),
        None => source.to_string(),
    }
}

/// Who holds locks on these relations, in words.
pub(super) async fn blockers(pool: &PgPool, schema: &str, names: &[&str]) -> String {
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
