//! The log as the read side sees it: events in today's shape, each or an account of why it could not be
//! read.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::StreamExt;
use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;
use heirloom_projections::feed::{Fed, Feed, FeedError, Poison, Replay};
use heirloom_projections::read_db::{PostgresReadDb, ReadDb, SqliteReadDb};
use heirloom_projections::{Engine, ReadPool};

use super::{Database, EventLog, LogError, StoredEvent, proof, reader};
use crate::revisions;

/// Feeds the read side from a log.
///
/// An event that this build does not know parks its stream only where it is nobody's. Where a newer heirloom
/// was at work on the log it is that one's, and the feed ends with [`LogError::NewerRevision`]: this build must
/// not park half of the log beside a newer one that feeds it.
#[derive(Clone)]
pub struct LogFeed(Arc<dyn EventLog>);

impl LogFeed {
    /// From this log.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>) -> Self {
        Self(log)
    }

    async fn all(&self, stored: Result<Vec<StoredEvent>, LogError>) -> Result<Vec<Fed>, FeedError> {
        let mut meets_unknown = false;
        let read = |stored: &StoredEvent| {
            reader::read(stored).map_err(|poison| {
                meets_unknown |= poison.unknown;
                Poison {
                    household: poison.household,
                    position: poison.position,
                    stream: poison.stream,
                    why: poison.why,
                }
            })
        };
        let fed = stored.map_err(failed)?.iter().map(read).collect();
        if meets_unknown {
            let activations = self.0.revisions().await.map_err(failed)?;
            proof::no_newer(&activations).map_err(failed)?;
        }
        Ok(fed)
    }
}

impl Database {
    /// Where the read tables of this database lie: beside its log.
    #[must_use]
    pub fn read_db(&self) -> Arc<dyn ReadDb> {
        match self {
            Self::Sqlite(log) => Arc::new(SqliteReadDb::new(log.writer().clone(), log.readers().clone())),
            Self::Postgres(log) => Arc::new(PostgresReadDb::new(log.pool().clone())),
        }
    }

    /// The stable views of the read tables, for queries.
    #[must_use]
    pub fn tables(&self) -> ReadPool {
        match self {
            Self::Sqlite(log) => ReadPool::Sqlite(log.readers().clone()),
            Self::Postgres(log) => ReadPool::Postgres(log.pool().clone()),
        }
    }

    /// The engine of the read side: feeds, rebuilds, verifies, switches and repairs the read tables. Wanted are
    /// the versions of the active revision, as this handle knows it now; ask for another engine after a change.
    #[must_use]
    pub fn engine(&self) -> Engine {
        let feed = Arc::new(LogFeed::new(self.log()));
        let engine = Engine::with_models(feed, self.read_db(), &revisions::models());
        match self.state() {
            Some(state) => engine.at(&state.projections),
            None => engine,
        }
    }
}

fn failed(error: LogError) -> FeedError {
    match error {
        LogError::Unavailable { .. } => FeedError::Unavailable(Box::new(error)),
        other => FeedError::Failed(Box::new(other)),
    }
}

#[async_trait]
impl Feed for LogFeed {
    async fn heads(&self) -> Result<Vec<(HouseholdId, u64)>, FeedError> {
        let heads = self.0.heads().await.map_err(failed)?;
        Ok(heads.into_iter().map(|h| (h.household, h.head)).collect())
    }

    async fn head(&self, household: HouseholdId) -> Result<u64, FeedError> {
        self.0.head(household).await.map_err(failed)
    }

    async fn after(&self, household: HouseholdId, after: u64, limit: u64) -> Result<Vec<Fed>, FeedError> {
        self.all(self.0.read_household(household, after, limit).await)
            .await
    }

    async fn streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<Fed>, FeedError> {
        self.all(self.0.read_streams(household, streams, upto_position).await)
            .await
    }

    async fn replay(&self) -> Result<Replay, FeedError> {
        let replay = self.0.replay().await.map_err(failed)?;
        let feed = self.clone();
        let read = move |batch| {
            let feed = feed.clone();
            async move { feed.all(batch).await }
        };
        Ok(Replay {
            heads: replay.heads.into_iter().map(|h| (h.household, h.head)).collect(),
            batches: replay.batches.then(read).boxed(),
        })
    }

    async fn wait_for_news(&self, at_most: Duration) {
        self.0.wait_for_news(at_most).await;
    }
}
