//! The active revision: the last row of `heirloom.revisions`.

use sqlx::postgres::PgConnection;

use super::book;
use crate::error::{Error, Result};
use crate::read_db::Activation;

/// Writes the next row, if the revision that is active is still the one that was meant.
pub(super) async fn activate(tx: &mut PgConnection, activation: &Activation) -> Result<()> {
    let what = "change the active revision";
    // Whoever writes by the active revision holds its row; a second switch waits here as well. Only what is
    // read after that counts.
    sqlx::query("SELECT 1 FROM heirloom.revisions ORDER BY no DESC LIMIT 1 FOR UPDATE")
        .execute(&mut *tx)
        .await
        .map_err(Error::sql(what))?;
    let sql = "SELECT no, revision FROM heirloom.revisions ORDER BY no DESC LIMIT 1";
    let last: Option<(i64, String)> = sqlx::query_as(sql)
        .fetch_optional(&mut *tx)
        .await
        .map_err(Error::sql(what))?;
    let (no, active) = last.unwrap_or_default();
    if active != activation.expected_active {
        return Err(Error::RevisionMoved {
            expected: activation.expected_active.clone(),
            active,
        });
    }
    let sql = "INSERT INTO heirloom.revisions (no, revision, direction, events, actor, reason) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    sqlx::query(sql)
        .bind(no + 1)
        .bind(&activation.revision)
        .bind(activation.direction.as_str())
        .bind(book::signed(activation.events))
        .bind(&activation.actor)
        .bind(&activation.reason)
        .execute(tx)
        .await
        .map_err(Error::sql(what))?;
    Ok(())
}
