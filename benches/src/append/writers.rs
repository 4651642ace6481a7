//! Who writes: heirloom, cqrs-es with postgres-es, and the bare insert and commit of `bare`.

use anyhow::{Context, Result};
use async_trait::async_trait;
use cqrs_es::CqrsFramework;
use cqrs_es::persist::PersistedEventStore;
use heirloom::commands::{Commands, Envelope};
use heirloom::store::{Database, PostgresLog};
use heirloom_events::values::CommandId;
use postgres_es::PostgresEventRepository;
use sqlx::PgPool;
use std::sync::Arc;

use super::workload::Job;
use super::{bare, command};
use crate::peers::{EVENTS, PeerEvent, PeerRecipe, SNAPSHOTS, TABLES};

/// A kind of writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One row, one commit, nothing else: the reference.
    Bare,
    /// Ours.
    Heirloom,
    /// cqrs-es 0.5 with postgres-es.
    CqrsEs,
}

impl Kind {
    /// What it is called in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare insert and commit",
            Self::Heirloom => "heirloom",
            Self::CqrsEs => "cqrs-es 0.5 with postgres-es",
        }
    }
}

/// One client's way to the database.
#[async_trait]
pub(super) trait Writer: Send {
    /// Writes one event durably.
    async fn write(&mut self, job: Job) -> Result<()>;
}

/// The database and all who write to it.
pub(super) struct Writers {
    url: String,
    database: Database,
    commands: Arc<Commands>,
    /// As many connections as the largest number of clients that people ask for.
    peer: Option<PgPool>,
}

impl Writers {
    /// Makes the log and the tables of the others.
    pub(super) async fn on(url: &str) -> Result<Self> {
        let database = heirloom::store::init(url).await?;
        let peer = match &database {
            Database::Postgres(log) => Some(Self::prepare_postgres(url, log).await?),
            Database::Sqlite(log) => {
                sqlx::raw_sql(bare::TABLE_SQLITE).execute(log.writer()).await?;
                None
            }
        };
        Ok(Self {
            url: url.to_owned(),
            commands: Arc::new(Commands::new(database.log())),
            database,
            peer,
        })
    }

    async fn prepare_postgres(url: &str, log: &PostgresLog) -> Result<PgPool> {
        for sql in [bare::TABLE_POSTGRES, TABLES] {
            sqlx::raw_sql(sql).execute(log.pool()).await?;
        }
        Ok(sqlx::postgres::PgPoolOptions::new()
            .max_connections(64)
            .connect(url)
            .await?)
    }

    /// Who can be measured on this database.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        match &self.peer {
            Some(_) => vec![Kind::Bare, Kind::Heirloom, Kind::CqrsEs],
            None => vec![Kind::Bare, Kind::Heirloom],
        }
    }

    /// A writer for one client.
    pub(super) async fn open(&self, kind: Kind) -> Result<Box<dyn Writer>> {
        Ok(match (kind, &self.database, &self.peer) {
            (Kind::CqrsEs, _, Some(pool)) => Box::new(Peer::new(pool.clone())),
            (Kind::Bare, Database::Postgres(_), _) => Box::new(bare::BarePostgres::open(&self.url).await?),
            (Kind::Bare, Database::Sqlite(log), _) => Box::new(bare::BareSqlite::open(log).await?),
            _ => Box::new(Ours(Arc::clone(&self.commands))),
        })
    }

    /// Closes every connection.
    pub(super) async fn close(self) {
        if let Some(pool) = self.peer {
            pool.close().await;
        }
        self.database.close().await;
    }
}

/// A whole command: the recipe is loaded, the decision taken, its event appended.
struct Ours(Arc<Commands>);

#[async_trait]
impl Writer for Ours {
    async fn write(&mut self, job: Job) -> Result<()> {
        let command = command::of(job.recipe, job.event).context("a generated event has its command")?;
        let mut envelope = Envelope::new(job.household, job.actor);
        envelope.reason = job.reason;
        envelope.source = Some("app".to_owned());
        self.0.send(envelope, command).await?;
        Ok(())
    }
}

struct Peer(CqrsFramework<PeerRecipe, PersistedEventStore<PostgresEventRepository, PeerRecipe>>);

impl Peer {
    fn new(pool: PgPool) -> Self {
        let repository = PostgresEventRepository::new(pool).with_tables(EVENTS, SNAPSHOTS);
        let store = PersistedEventStore::new_event_store(repository);
        Self(CqrsFramework::new(store, Vec::new(), ()))
    }
}

#[async_trait]
impl Writer for Peer {
    async fn write(&mut self, job: Job) -> Result<()> {
        let metadata = serde_json::from_value(serde_json::to_value(job.metadata(CommandId::new()))?)?;
        let recipe = job.recipe.to_string();
        self.0
            .execute_with_metadata(&recipe, PeerEvent(job.event), metadata)
            .await?;
        Ok(())
    }
}
