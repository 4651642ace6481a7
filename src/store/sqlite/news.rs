//! News from other processes: SQLite tells nobody, so a connection asks whether the file has changed.

use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};
use tokio::task::AbortHandle;

use super::super::news::News;

const EVERY: Duration = Duration::from_millis(75);

/// Starts asking, for as long as somebody holds the log.
pub(super) fn listen(readers: &SqlitePool, news: &Arc<News>) -> AbortHandle {
    let options = readers.connect_options();
    let news = Arc::downgrade(news);
    tokio::spawn(async move {
        while news.strong_count() > 0 {
            if let Ok(connection) = options.connect().await {
                // a failure only means that hints stop; the next connection asks again
                ask(connection, &news).await.ok();
            }
            tokio::time::sleep(EVERY).await;
        }
    })
    .abort_handle()
}

async fn ask(mut connection: SqliteConnection, news: &Weak<News>) -> Result<(), sqlx::Error> {
    let mut known: i64 = 0;
    while let Some(news) = news.upgrade() {
        if news.is_awaited() {
            // counts the commits of other connections, of this process or another
            let version = sqlx::query_scalar("PRAGMA data_version")
                .fetch_one(&mut connection)
                .await?;
            if known != 0 && known != version {
                news.arrived();
            }
            known = version;
        }
        drop(news);
        tokio::time::sleep(EVERY).await;
    }
    connection.close().await
}
