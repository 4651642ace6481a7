//! The log in a SQLite file: WAL, `synchronous = FULL`, one writer, many readers.
//!
//! SQL of more than three lines stands in its own file beside this one.

mod append;
mod connect;
mod errors;
mod import;
mod news;
mod read;
mod replay;
mod revisions;
mod row;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use heirloom_events::StreamKey;
use heirloom_events::values::{CommandId, HouseholdId};
use sqlx::SqlitePool;

use super::encode::Encoded;
use super::news::News;
use super::open::NewStart;
use super::writing::{self, Active, Appends, Sent};
use super::{
    Activation, Append, AppendError, Appended, EventLog, Head, KindCount, LogError, Replay, StoredEvent, Upto,
};
use crate::revisions::State;
pub(super) use connect::open;
use errors::failed;

/// The log in a SQLite file. Cheap to clone: the clones share their connections.
#[derive(Clone)]
pub struct SqliteLog {
    /// One connection: SQLite has one writer at a time, and waiting in here is fair.
    writer: SqlitePool,
    readers: SqlitePool,
    news: Arc<News>,
    active: Arc<Active>,
}

impl SqliteLog {
    /// The one writing connection, for the read tables that lie in the same file. Who holds it keeps
    /// appends waiting; begin with `BEGIN IMMEDIATE`.
    #[must_use]
    pub fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    /// The reading connections.
    #[must_use]
    pub fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    pub(super) async fn count_kinds(&self) -> Result<Vec<KindCount>, LogError> {
        let rows = sqlx::query_as(include_str!("count_kinds.sql"))
            .fetch_all(&self.readers)
            .await;
        let rows = rows.map_err(failed("count events by name and version"))?;
        Ok(rows.into_iter().map(KindCount::from_row).collect())
    }

    pub(super) async fn start_at(&self, state: &State) -> Result<NewStart, LogError> {
        let (writer, state) = (self.writer.clone(), state.clone());
        self.to_its_end(async move { revisions::start_at(&writer, &state).await })
            .await
    }

    /// Carries a transaction to its end even if nobody waits for it any more: where sqlx's `BEGIN` is given up
    /// halfway, the pool gets a connection back that is still inside the transaction.
    async fn to_its_end<T, E>(
        &self,
        work: impl Future<Output = Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<LogError> + Send + 'static,
    {
        tokio::spawn(work).await.map_err(died)?
    }

    /// Closes every connection; the write-ahead log is merged into the file by the last one.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// The task that carried a transaction panicked, or the runtime ends.
fn died(error: tokio::task::JoinError) -> LogError {
    LogError::Unavailable {
        what: "carry a transaction to its end".into(),
        source: sqlx::Error::Io(std::io::Error::other(error)),
    }
}

#[async_trait]
impl Appends for SqliteLog {
    fn writing(&self) -> &Active {
        &self.active
    }

    async fn newest_revision(&self) -> Result<(u64, String), LogError> {
        revisions::newest(&self.readers).await
    }

    async fn send(&self, encoded: Encoded) -> Result<Sent, AppendError> {
        let writer = self.writer.clone();
        self.to_its_end(async move { append::append(&writer, &encoded).await })
            .await
    }
}

#[async_trait]
impl EventLog for SqliteLog {
    async fn append(&self, append: Append) -> Result<Appended, AppendError> {
        let appended = writing::append(self, &append).await?;
        if appended.events > 0 && !appended.repeated {
            self.news.arrived();
        }
        Ok(appended)
    }

    async fn revisions(&self) -> Result<Vec<Activation>, LogError> {
        revisions::all(&self.readers).await
    }

    async fn find_command(
        &self,
        household: HouseholdId,
        command: CommandId,
    ) -> Result<Option<Appended>, LogError> {
        append::find_command(&self.readers, household.0, command.0)
            .await
            .map_err(failed("look a command up"))
    }

    async fn read_stream(
        &self,
        household: HouseholdId,
        stream: &StreamKey,
        upto: Upto,
    ) -> Result<Vec<StoredEvent>, LogError> {
        read::stream(&self.readers, household, stream, upto).await
    }

    async fn read_streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        read::streams(&self.readers, household, streams, upto_position).await
    }

    async fn read_household(
        &self,
        household: HouseholdId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        read::household(&self.readers, household, after, limit).await
    }

    async fn heads(&self) -> Result<Vec<Head>, LogError> {
        read::heads(&self.readers).await
    }

    async fn head(&self, household: HouseholdId) -> Result<u64, LogError> {
        read::head(&self.readers, household).await
    }

    async fn replay(&self) -> Result<Replay, LogError> {
        replay::replay(&self.readers).await
    }

    async fn import(
        &self,
        names: &BTreeMap<String, String>,
        events: BoxStream<'_, Result<StoredEvent, LogError>>,
    ) -> Result<u64, LogError> {
        let imported = import::import(&self.writer, names, events).await?;
        self.news.arrived();
        Ok(imported)
    }

    async fn name_actor(&self, actor: &str, name: Option<&str>) -> Result<(), LogError> {
        read::name_actor(&self.writer, actor, name).await
    }

    async fn actor_names(&self) -> Result<BTreeMap<String, String>, LogError> {
        read::actor_names(&self.readers).await
    }

    async fn wait_for_news(&self, at_most: Duration) {
        self.news
            .wait(at_most, || news::listen(&self.readers, &self.news))
            .await;
    }
}
