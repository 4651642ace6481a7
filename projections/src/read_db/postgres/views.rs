//! The statements that make, replace and take away the stable views.

use sqlx::Executor;
use sqlx::postgres::PgConnection;

use super::{book, grants};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::Switching;
use crate::target::Target;

/// Everything that must be said to the views, in a fixed order. It is found out before any view is locked.
pub(super) async fn statements(tx: &mut PgConnection, switching: &Switching) -> Result<Vec<String>> {
    let mut statements = Vec::new();
    for bound in &switching.show {
        for table in bound.model.tables() {
            statements.extend(view_statements(tx, &bound.target, table.name).await?);
        }
        for view in bound.model.ddl(Dialect::Postgres).views {
            let select = bound.fill_in(Dialect::Postgres, view.select);
            statements.extend(extra_view_statements(tx, &bound.target.projection, view.name, &select).await?);
        }
    }
    let gone = switching.dropped_views(Dialect::Postgres);
    statements.extend(gone.iter().map(|name| format!("DROP VIEW IF EXISTS read.{name}")));
    Ok(statements)
}

/// What makes `read.NAME` show the table: a replacement where the columns allow it, else a new view with
/// the old one's grants.
async fn view_statements(tx: &mut PgConnection, target: &Target, name: &str) -> Result<Vec<String>> {
    let schema = target.namespace();
    let old = columns(tx, "read", name).await?;
    let new = columns(tx, &schema, name).await?;
    let list = book::quoted(new.iter().map(|(column, _)| column.as_str()));
    let create = format!("CREATE OR REPLACE VIEW read.{name} AS SELECT {list} FROM {schema}.{name}");
    replaced(tx, &target.projection, name, [old, new], create).await
}

/// The same for a view of its own making. Whether the columns allow a replacement is only known by making
/// it, beside the other.
async fn extra_view_statements(
    tx: &mut PgConnection,
    projection: &str,
    name: &str,
    select: &str,
) -> Result<Vec<String>> {
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
    replaced(tx, projection, name, [old, new], create).await
}

/// A view in the place of another, or of none: whoever could read it can read it.
async fn replaced(
    tx: &mut PgConnection,
    projection: &str,
    name: &str,
    [old, new]: [Vec<(String, String)>; 2],
    create: String,
) -> Result<Vec<String>> {
    if old.is_empty() {
        let grants = grants::remembered(tx, projection, name).await?;
        return Ok([vec![create], grants].concat());
    }
    if new.starts_with(&old) {
        return Ok(vec![create]);
    }
    let grants = grants::of(tx, name).await?.into_iter().map(|grant| grant.sql);
    let mut statements = vec![format!("DROP VIEW read.{name}"), create];
    statements.extend(grants);
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
