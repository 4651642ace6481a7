//! The active revision: the last row of `revisions`.

use sqlx::sqlite::SqliteConnection;

use super::book;
use crate::error::{Error, Result};
use crate::read_db::Activation;

/// Writes the next row, if the revision that is active is still the one that was meant. The transaction has
/// the file's write lock, so nobody writes by the old one meanwhile.
pub(super) async fn activate(tx: &mut SqliteConnection, activation: &Activation) -> Result<()> {
    let what = "change the active revision";
    let last: Option<(i64, String)> =
        sqlx::query_as("SELECT no, revision FROM revisions ORDER BY no DESC LIMIT 1")
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
    let sql = "INSERT INTO revisions (no, revision, direction, events, actor, reason) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
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
