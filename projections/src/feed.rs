//! The port by which events come in: already in today's shape, each or an account of why it could not be
//! read. The application implements it over its log.

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use heirloom_events::values::HouseholdId;
use heirloom_events::{Recorded, StreamKey};

/// An event that cannot be read. Its stream is parked at this position; the others go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the event at position {position} of household {household} (`{stream}`) cannot be read: {why}")]
pub struct Poison {
    /// The household.
    pub household: HouseholdId,
    /// Its position.
    pub position: u64,
    /// Its stream as stored, also where the type of stream is unknown: `recipe/0190…`.
    pub stream: String,
    /// Why it cannot be read.
    pub why: String,
}

/// One event of the log, or why it cannot be read.
pub type Fed = Result<Recorded, Poison>;

/// The log could not give what it must.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The database is away; trying again may help.
    #[error("the log is unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It answered, but not with what it promised, or refused.
    #[error("the log cannot be read")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A snapshot of the whole log.
pub struct Replay {
    /// The households in it with their heads, in the order in which they come.
    pub heads: Vec<(HouseholdId, u64)>,
    /// Their events, household by household, each in order of position, in batches of any size. A stream
    /// that ends early ends with an error, never with a short success.
    pub batches: BoxStream<'static, Result<Vec<Fed>, FeedError>>,
}

/// Where events come from.
#[async_trait]
pub trait Feed: Send + Sync {
    /// Every household with its newest position.
    async fn heads(&self) -> Result<Vec<(HouseholdId, u64)>, FeedError>;

    /// The newest position of one household; 0: none.
    async fn head(&self, household: HouseholdId) -> Result<u64, FeedError>;

    /// At most `limit` events of a household after a position, in order, without gaps.
    async fn after(&self, household: HouseholdId, after: u64, limit: u64) -> Result<Vec<Fed>, FeedError>;

    /// All events of these streams up to a position, in order of position.
    async fn streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<Fed>, FeedError>;

    /// Every event, out of one snapshot.
    async fn replay(&self) -> Result<Replay, FeedError>;

    /// Waits until there may be news, or the time is up. A hint only.
    async fn wait_for_news(&self, at_most: std::time::Duration);
}
