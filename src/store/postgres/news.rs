//! News to and from other processes, on connections of their own that are made again whenever they are
//! lost.
//!
//! An append does not notify in its own transaction: a transaction that does holds a lock of the whole
//! server until it is durable, so that no two of them can commit at once (sixteen appending clients came
//! to less than half). Instead the households are collected, and told at most once in [`PAUSE`], by a
//! transaction that has nothing to make durable. Hints are lost when the process dies in between; whoever
//! waits for them looks at the heads anyway from time to time.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::Notify;
use tokio::task::AbortHandle;
use uuid::Uuid;

use super::super::news::News;

const RETRY: Duration = Duration::from_millis(500);
const PAUSE: Duration = Duration::from_millis(10);

/// Tells other processes, soon.
pub(super) struct Teller {
    pool: PgPool,
    households: Mutex<HashSet<Uuid>>,
    wake: Notify,
    running: OnceLock<AbortHandle>,
}

impl Teller {
    /// Connects when there is something to tell.
    pub(super) fn new(options: PgConnectOptions) -> Self {
        Self {
            pool: own_pool(options),
            households: Mutex::default(),
            wake: Notify::new(),
            running: OnceLock::new(),
        }
    }

    /// Takes a household's news in; the first one starts the telling.
    pub(super) fn tell(self: &Arc<Self>, household: Uuid) {
        self.lock().insert(household);
        self.running.get_or_init(|| {
            let teller = Arc::downgrade(self);
            tokio::spawn(async move { while tell_next(&teller).await.is_some() {} }).abort_handle()
        });
        self.wake.notify_one();
    }

    /// Tells what has not been told yet. A failure loses a hint, no more.
    pub(super) async fn flush(&self) {
        let households: Vec<Uuid> = self.lock().drain().collect();
        if households.is_empty() {
            return;
        }
        sqlx::query("SELECT pg_notify('heirloom_news', id::text) FROM unnest($1::uuid[]) AS id")
            .bind(households)
            .execute(&self.pool)
            .await
            .ok();
    }

    /// Tells the rest and closes.
    pub(super) async fn close(&self) {
        self.flush().await;
        self.pool.close().await;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<Uuid>> {
        // a set of ids is whole, whoever panicked
        self.households.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits and tells once; none: the log is gone.
async fn tell_next(teller: &Weak<Teller>) -> Option<()> {
    let teller = teller.upgrade()?;
    // with a limit, so that the log can go while nothing is told
    tokio::time::timeout(RETRY, teller.wake.notified()).await.ok();
    teller.flush().await;
    drop(teller);
    tokio::time::sleep(PAUSE).await;
    Some(())
}

/// Not the log's pool: these connections are held for long.
fn own_pool(options: PgConnectOptions) -> PgPool {
    PgPoolOptions::new().max_connections(1).connect_lazy_with(options)
}

/// Starts listening, for as long as somebody holds the log.
pub(super) fn listen(pool: &PgPool, news: &Arc<News>) -> AbortHandle {
    let own = own_pool((*pool.connect_options()).clone());
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
