//! The log as the read side sees it: events in today's shape, or why one cannot be read.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::{StreamExt as _, TryStreamExt as _};
use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;
use heirloom_projections::feed::{Fed, Feed, FeedError, Poison, Replay};

use super::{EventLog, LogError, StoredEvent, reader};

/// Feeds projections from a log. The one place where the read side's events are brought into today's shape.
#[derive(Clone)]
pub struct LogFeed(Arc<dyn EventLog>);

impl LogFeed {
    /// The feed of this log.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>) -> Self {
        Self(log)
    }
}

fn fed(stored: &StoredEvent) -> Fed {
    reader::read(stored).map_err(|poison| Poison {
        household: poison.household,
        position: poison.position,
        stream: poison.stream,
        why: poison.why,
    })
}

fn all_fed(stored: Vec<StoredEvent>) -> Vec<Fed> {
    stored.iter().map(fed).collect()
}

fn failed(error: LogError) -> FeedError {
    match error {
        LogError::Unavailable { .. } => FeedError::Unavailable(Box::new(error)),
        _ => FeedError::Failed(Box::new(error)),
    }
}

#[async_trait]
impl Feed for LogFeed {
    async fn heads(&self) -> Result<Vec<(HouseholdId, u64)>, FeedError> {
        let heads = self.0.heads().await.map_err(failed)?;
        Ok(heads
            .into_iter()
            .map(|head| (head.household, head.head))
            .collect())
    }

    async fn head(&self, household: HouseholdId) -> Result<u64, FeedError> {
        self.0.head(household).await.map_err(failed)
    }

    async fn after(&self, household: HouseholdId, after: u64, limit: u64) -> Result<Vec<Fed>, FeedError> {
        self.0
            .read_household(household, after, limit)
            .await
            .map(all_fed)
            .map_err(failed)
    }

    async fn streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<Fed>, FeedError> {
        self.0
            .read_streams(household, streams, upto_position)
            .await
            .map(all_fed)
            .map_err(failed)
    }

    async fn replay(&self) -> Result<Replay, FeedError> {
        let replay = self.0.replay().await.map_err(failed)?;
        Ok(Replay {
            heads: replay
                .heads
                .into_iter()
                .map(|head| (head.household, head.head))
                .collect(),
            batches: replay.batches.map_ok(all_fed).map_err(failed).boxed(),
        })
    }

    async fn wait_for_news(&self, at_most: Duration) {
        self.0.wait_for_news(at_most).await;
    }
}
