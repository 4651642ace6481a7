//! Views that somebody else made beside ours: a switch must not break them.

use sqlx::Executor;
use sqlx::sqlite::SqliteConnection;

use crate::error::{Error, Result};

/// The views of this file that can be read now, but for these.
pub(super) async fn working(tx: &mut SqliteConnection, ours: &[&str]) -> Result<Vec<String>> {
    let views: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'view'")
        .fetch_all(&mut *tx)
        .await
        .map_err(Error::sql("list the views"))?;
    let mut working = Vec::new();
    for view in views.into_iter().filter(|view| !ours.contains(&view.as_str())) {
        if can_be_read(tx, &view).await {
            working.push(view);
        }
    }
    Ok(working)
}

/// Those of them that cannot be read any more.
pub(super) async fn broken(tx: &mut SqliteConnection, views: Vec<String>) -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for view in views {
        if !can_be_read(tx, &view).await {
            broken.push(view);
        }
    }
    Ok(broken)
}

/// Whether a statement over it can be prepared; no row is read.
async fn can_be_read(tx: &mut SqliteConnection, view: &str) -> bool {
    let view = view.replace('"', "\"\"");
    let sql = format!("SELECT 1 FROM (SELECT * FROM \"{view}\") LIMIT 0");
    tx.execute(sqlx::raw_sql(&sql)).await.is_ok()
}
