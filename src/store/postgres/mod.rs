//! The log in a PostgreSQL database, in the schema `heirloom`.
//!
//! SQL of more than three lines stands in its own file beside this one.

mod append;
mod connect;
mod copy;
mod errors;
mod grant;
mod import;
mod news;
mod postgres_es;
mod read;
mod replay;
mod revisions;
mod row;
mod settle;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use heirloom_events::StreamKey;
use heirloom_events::values::{CommandId, HouseholdId};
use sqlx::PgPool;

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

/// The log in a PostgreSQL database. Cheap to clone: the clones share their connections.
#[derive(Clone)]
pub struct PostgresLog {
    pool: PgPool,
    /// Only for appends: see [`connect::appending`].
    appends: PgPool,
    news: Arc<News>,
    teller: Arc<news::Teller>,
    active: Arc<Active>,
}

impl PostgresLog {
    /// The connections, for the read tables that lie in the same database.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    fn new(pool: PgPool, appends: PgPool, active: Arc<Active>) -> Self {
        let teller = news::Teller::new((*pool.connect_options()).clone());
        Self {
            pool,
            appends,
            news: Arc::default(),
            teller: Arc::new(teller),
            active,
        }
    }

    pub(super) async fn start_at(&self, state: &State) -> Result<NewStart, LogError> {
        revisions::start_at(&self.pool, state).await
    }

    pub(super) async fn count_kinds(&self) -> Result<Vec<KindCount>, LogError> {
        let rows = sqlx::query_as(include_str!("count_kinds.sql"))
            .fetch_all(&self.pool)
            .await;
        let rows = rows.map_err(failed("count events by name and version"))?;
        Ok(rows.into_iter().map(KindCount::from_row).collect())
    }

    /// Waits, at most so long, until no append is under way that may still see the revision that was active
    /// before the last change of it; how many are left when the time is up. After a downgrade: until then an
    /// event may come in a version that only the revision before has.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn settle(&self, at_most: Duration) -> Result<usize, LogError> {
        settle::settle(&self.pool, at_most).await
    }

    /// Closes every connection, after telling other processes what they have not been told yet.
    pub async fn close(&self) {
        self.appends.close().await;
        self.teller.close().await;
        self.pool.close().await;
    }
}

#[async_trait]
impl Appends for PostgresLog {
    fn writing(&self) -> &Active {
        &self.active
    }

    async fn newest_revision(&self) -> Result<(u64, String), LogError> {
        revisions::newest(&self.pool).await
    }

    async fn send(&self, encoded: Encoded) -> Result<Sent, AppendError> {
        append::append(&self.appends, &encoded).await
    }
}

#[async_trait]
impl EventLog for PostgresLog {
    async fn append(&self, append: Append) -> Result<Appended, AppendError> {
        let appended = writing::append(self, &append).await?;
        if appended.events > 0 && !appended.repeated {
            self.news.arrived();
            self.teller.tell(append.household.0);
        }
        Ok(appended)
    }

    async fn revisions(&self) -> Result<Vec<Activation>, LogError> {
        revisions::all(&self.pool).await
    }

    async fn find_command(
        &self,
        household: HouseholdId,
        command: CommandId,
    ) -> Result<Option<Appended>, LogError> {
        append::find_command(&self.pool, household.0, command.0)
            .await
            .map_err(failed("look a command up"))
    }

    async fn read_stream(
        &self,
        household: HouseholdId,
        stream: &StreamKey,
        upto: Upto,
    ) -> Result<Vec<StoredEvent>, LogError> {
        read::stream(&self.pool, household, stream, upto).await
    }

    async fn read_streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        read::streams(&self.pool, household, streams, upto_position).await
    }

    async fn read_household(
        &self,
        household: HouseholdId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        read::household(&self.pool, household, after, limit).await
    }

    async fn heads(&self) -> Result<Vec<Head>, LogError> {
        read::heads(&self.pool).await
    }

    async fn head(&self, household: HouseholdId) -> Result<u64, LogError> {
        read::head(&self.pool, household).await
    }

    async fn replay(&self) -> Result<Replay, LogError> {
        replay::replay(&self.pool).await
    }

    async fn import(
        &self,
        names: &BTreeMap<String, String>,
        events: BoxStream<'_, Result<StoredEvent, LogError>>,
    ) -> Result<u64, LogError> {
        let imported = import::import(&self.pool, names, events).await?;
        self.news.arrived();
        Ok(imported)
    }

    async fn name_actor(&self, actor: &str, name: Option<&str>) -> Result<(), LogError> {
        read::name_actor(&self.pool, actor, name).await
    }

    async fn actor_names(&self) -> Result<BTreeMap<String, String>, LogError> {
        read::actor_names(&self.pool).await
    }

    async fn wait_for_news(&self, at_most: Duration) {
        self.news
            .wait(at_most, || news::listen(&self.pool, &self.news))
            .await;
    }
}
