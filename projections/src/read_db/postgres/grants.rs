//! Who may read a view. A view that is made anew keeps its grants; those of one that is hidden are
//! remembered with its tables, and given again when it is shown again.

use std::collections::BTreeMap;

use sqlx::postgres::PgConnection;

use super::THIS;
use super::apply::this;
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::Switching;

/// A grant on a view.
#[derive(serde::Serialize)]
pub(super) struct Grant {
    /// Who has it; empty: everybody.
    role: String,
    /// The statement that gives it.
    pub(super) sql: String,
}

/// The grants on a view.
pub(super) async fn of(tx: &mut PgConnection, name: &str) -> Result<Vec<Grant>> {
    let sql = "SELECT CASE g.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(g.grantee)::text END, \
                 format('GRANT %s ON read.%I TO %s%s', g.privilege_type, c.relname, \
                 CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END, \
                 CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) \
               FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g \
               WHERE c.relnamespace = 'read'::regnamespace AND c.relname = $1 AND g.grantee <> c.relowner";
    let grants: Vec<(String, String)> = sqlx::query_as(sql)
        .bind(name)
        .fetch_all(tx)
        .await
        .map_err(Error::sql(format!("look at the grants of `read.{name}`")))?;
    Ok(grants
        .into_iter()
        .map(|(role, sql)| Grant { role, sql })
        .collect())
}

/// Notes the grants of the views that go, with the tables that they showed.
pub(super) async fn remember(tx: &mut PgConnection, switching: &Switching) -> Result<()> {
    let gone = switching.dropped_views(Dialect::Postgres);
    for bound in &switching.hide {
        let tables = bound.model.tables().iter().map(|table| table.name);
        let extra = bound
            .model
            .ddl(Dialect::Postgres)
            .views
            .iter()
            .map(|view| view.name);
        let mut grants = BTreeMap::new();
        for name in tables.chain(extra).filter(|name| gone.contains(name)) {
            grants.insert(name, of(tx, name).await?);
        }
        let sql = format!("UPDATE heirloom.generations SET target = $4 WHERE {THIS}");
        this(sqlx::query(&sql), &bound.target)
            .bind(serde_json::json!({ "grants": grants }))
            .execute(&mut *tx)
            .await
            .map_err(Error::sql("remember the grants of a view"))?;
    }
    Ok(())
}

/// The grants that a view had when it was hidden last, as far as their roles are still there.
pub(super) async fn remembered(tx: &mut PgConnection, projection: &str, name: &str) -> Result<Vec<String>> {
    let sql = "SELECT g->>'sql' FROM ( \
                 SELECT target->'grants'->$2 AS grants FROM heirloom.generations \
                 WHERE projection = $1 AND target->'grants' ? $2 ORDER BY updated_at DESC LIMIT 1 \
               ) AS last CROSS JOIN LATERAL jsonb_array_elements(last.grants) AS g \
               WHERE g->>'role' = '' OR g->>'role' IN (SELECT rolname FROM pg_roles)";
    sqlx::query_scalar(sql)
        .bind(projection)
        .bind(name)
        .fetch_all(tx)
        .await
        .map_err(Error::sql(format!("look at the grants that `read.{name}` had")))
}
