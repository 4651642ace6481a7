//! The log: the only truth, on each database.
//!
//! [`EventLog`] is the contract; `postgres/` and `sqlite/` keep it and pass one suite
//! (`tests/store_contract/`). Reading goes through [`reader`], where old versions become today's shape;
//! nothing downstream knows that versions exist.

mod activation;
mod as_of;
mod batches;
mod contiguous;
pub mod cqrs;
mod encode;
mod error;
pub mod feed;
mod kinds;
mod news;
pub mod open;
pub mod postgres;
pub mod pretend;
mod proof;
pub mod reader;
pub mod sqlite;
pub mod transfer;
mod writing;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use heirloom_events::values::{CommandId, HouseholdId};
use heirloom_events::{Event, Metadata, StreamKey};

pub use activation::Activation;
pub use error::{AppendError, LogError, Poison};
pub use kinds::KindCount;
pub use open::{Database, OpenOptions, init, init_at, open};
pub use postgres::PostgresLog;
pub use proof::UnreadableKind;
pub use sqlite::SqliteLog;

/// Events to be appended in one transaction: all of them or none.
#[derive(Clone, Debug)]
pub struct Append {
    /// The household; one append never spans two.
    pub household: HouseholdId,
    /// The command that made them. Given a second time, the first result comes back and nothing is added.
    pub command_id: CommandId,
    /// The streams that they go to, each at most once. May be empty: then only the command is remembered.
    pub streams: Vec<StreamAppend>,
}

/// Events for one stream.
#[derive(Clone, Debug)]
pub struct StreamAppend {
    /// The stream.
    pub stream: StreamKey,
    /// Its version now: 0 where it does not exist yet. Anything else is a conflict.
    pub expected_version: u64,
    /// Who and why; written with every one of the events.
    pub metadata: Metadata,
    /// The events, in order.
    pub events: Vec<Event>,
}

/// What an append did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The household's position after the last event of the command: what a reader of tables may wait
    /// for. 0 where the household has no event at all.
    pub position: u64,
    /// How many events were added.
    pub events: u64,
    /// Whether the command had been carried out before; then nothing was added now, and `position` and
    /// `events` are those of the first time.
    pub repeated: bool,
}

/// How far a stream is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upto {
    /// To its end.
    Latest,
    /// To this version (sequence), including it.
    Version(u64),
    /// To the last event that happened at this time or before it.
    OccurredAt(DateTime<Utc>),
    /// To the last event that the log had taken at this time.
    RecordedAt(DateTime<Utc>),
}

/// An event as its row holds it, bytes unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// The household.
    pub household: HouseholdId,
    /// The position in the household, from 1, without gaps.
    pub position: u64,
    /// The stream's type.
    pub aggregate_type: String,
    /// The stream's id.
    pub aggregate_id: String,
    /// The place in the stream, from 1, without gaps.
    pub sequence: u64,
    /// The event's name.
    pub event_type: String,
    /// The version of its shape, as written.
    pub event_version: String,
    /// JSON, as written.
    pub payload: String,
    /// JSON, as written.
    pub metadata: String,
    /// When the log took it, in microseconds' precision.
    pub recorded_at: DateTime<Utc>,
}

/// A household and its newest position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The household.
    pub household: HouseholdId,
    /// Its newest position.
    pub head: u64,
}

/// The log on one database.
///
/// Every read either gives all that it promises or an error: a connection that dies midway is never a
/// short success.
#[async_trait]
pub trait EventLog: Send + Sync {
    /// Appends, in one transaction and, on PostgreSQL, one round trip. Each event is written in the version
    /// that the active revision has; that it still is active is checked in the same transaction.
    ///
    /// # Errors
    /// [`AppendError::WrongExpectedVersion`] where a stream has another version than expected;
    /// [`LogError::NotInRevision`] where the active revision has no such event yet, and
    /// [`LogError::NewerRevision`] where this build does not know it; nothing is written then. Otherwise what
    /// the database said.
    async fn append(&self, append: Append) -> Result<Appended, AppendError>;

    /// Every row of `revisions`, oldest first: the last one is the active revision.
    ///
    /// # Errors
    /// Where the database fails.
    async fn revisions(&self) -> Result<Vec<Activation>, LogError>;

    /// What the command did when it was carried out; none where it never was.
    ///
    /// # Errors
    /// Where the database fails.
    async fn find_command(
        &self,
        household: HouseholdId,
        command: CommandId,
    ) -> Result<Option<Appended>, LogError>;

    /// The events of one stream in order, none where there is no such stream.
    ///
    /// # Errors
    /// Where the database fails, or what came back is not contiguous from 1.
    async fn read_stream(
        &self,
        household: HouseholdId,
        stream: &StreamKey,
        upto: Upto,
    ) -> Result<Vec<StoredEvent>, LogError>;

    /// The events of several streams of a household up to a position, in order of position.
    ///
    /// # Errors
    /// Where the database fails, or a stream is not contiguous from 1.
    async fn read_streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<StoredEvent>, LogError>;

    /// At most `limit` events of a household after a position, in order.
    ///
    /// # Errors
    /// Where the database fails, or positions do not follow on one another, or fewer events come than the
    /// head promises.
    async fn read_household(
        &self,
        household: HouseholdId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<StoredEvent>, LogError>;

    /// Every household with its newest position, by household.
    ///
    /// # Errors
    /// Where the database fails.
    async fn heads(&self) -> Result<Vec<Head>, LogError>;

    /// The newest position of a household; 0 where it has no event.
    ///
    /// # Errors
    /// Where the database fails.
    async fn head(&self, household: HouseholdId) -> Result<u64, LogError>;

    /// Every event of the log, household by household, each in order of position, out of one snapshot.
    ///
    /// The last item is an error if the stream ended before each household's head of that snapshot.
    async fn replay(&self) -> Result<Replay, LogError>;

    /// Takes events with their positions into an empty log, in one transaction; heads and commands are
    /// derived from them. The names of actors come in the same transaction.
    ///
    /// Households come in ascending order, each in order of position.
    ///
    /// # Errors
    /// Where the log is not empty, positions or sequences are not contiguous, or the input fails.
    async fn import(
        &self,
        names: &std::collections::BTreeMap<String, String>,
        events: BoxStream<'_, Result<StoredEvent, LogError>>,
    ) -> Result<u64, LogError>;

    /// Sets what an actor is called; none: forgets the name. Names stand outside the log.
    ///
    /// # Errors
    /// Where the database fails.
    async fn name_actor(&self, actor: &str, name: Option<&str>) -> Result<(), LogError>;

    /// What actors are called, by actor.
    ///
    /// # Errors
    /// Where the database fails.
    async fn actor_names(&self) -> Result<std::collections::BTreeMap<String, String>, LogError>;

    /// Waits until some household may have new events, or the time is up. A hint of where to look, never
    /// a promise: heads against cursors is the contract.
    async fn wait_for_news(&self, at_most: std::time::Duration);
}

/// A snapshot of the whole log.
pub struct Replay {
    /// The households in it and their heads, in the order in which they come.
    pub heads: Vec<Head>,
    /// Their events, in batches of any size; a batch may span households.
    pub batches: BoxStream<'static, Result<Vec<StoredEvent>, LogError>>,
}

/// What an import into a log that holds something says.
pub(crate) fn not_empty() -> LogError {
    LogError::Import(
        "the log is not empty, and an import keeps positions as they are; import into a new database".into(),
    )
}
