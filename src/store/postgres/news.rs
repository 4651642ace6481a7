//! News from other processes, by LISTEN on one connection that is made again whenever it is lost.

use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::task::AbortHandle;

use super::super::news::News;

const RETRY: Duration = Duration::from_millis(500);

/// Starts listening, for as long as somebody holds the log.
pub(super) fn listen(pool: &PgPool, news: &Arc<News>) -> AbortHandle {
    // not one of the pool's connections: it is held for ever
    let own = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with((*pool.connect_options()).clone());
    let news = Arc::downgrade(news);
    tokio::spawn(async move {
        while news.strong_count() > 0 {
            // a failure only means that hints stop for a while
            hear(&own, &news).await.ok();
            tokio::time::sleep(RETRY).await;
        }
    })
    .abort_handle()
}

async fn hear(pool: &PgPool, news: &Weak<News>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen("heirloom_news").await?;
    loop {
        // what was told before we listened is lost: look
        match news.upgrade() {
            Some(news) => news.arrived(),
            None => return Ok(()),
        }
        // none: the connection was lost, and is made again by the next call
        listener.try_recv().await?;
    }
}
