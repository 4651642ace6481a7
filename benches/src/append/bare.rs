//! The reference: one row, one commit, by a prepared statement on a connection of its own.

use anyhow::Result;
use async_trait::async_trait;
use chrono::{SecondsFormat, Utc};
use heirloom::store::SqliteLog;
use heirloom_events::values::CommandId;
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::workload::Job;
use super::writers::Writer;

/// The bare table: the columns, keys and checks of the log's, but neither guards nor heads nor commands.
pub(super) const TABLE_POSTGRES: &str = "CREATE TABLE bare (LIKE heirloom.events INCLUDING ALL)";
/// The same on SQLite.
pub(super) const TABLE_SQLITE: &str = include_str!("bare.sqlite.sql");

/// On PostgreSQL.
pub(super) struct BarePostgres {
    connection: PgConnection,
    position: i64,
}

impl BarePostgres {
    pub(super) async fn open(url: &str) -> Result<Self> {
        let connection = PgConnection::connect(url).await?;
        Ok(Self {
            connection,
            position: 0,
        })
    }
}

#[async_trait]
impl Writer for BarePostgres {
    async fn write(&mut self, job: Job) -> Result<()> {
        self.position += 1;
        sqlx::query("INSERT INTO bare VALUES ($1, $2, 'recipe', $3, $4, $5, '1', $6::text::json, $7::text::json, now())")
            .bind(job.household.0)
            .bind(self.position)
            .bind(job.recipe.to_string())
            .bind(i64::try_from(job.version)? + 1)
            .bind(job.event.event_type())
            .bind(job.event.payload()?)
            .bind(serde_json::to_string(&job.metadata(CommandId::new()))?)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }
}

/// On SQLite.
pub(super) struct BareSqlite {
    connection: SqliteConnection,
    position: i64,
}

impl BareSqlite {
    /// With the settings of the log: write-ahead, `synchronous = FULL`.
    pub(super) async fn open(log: &SqliteLog) -> Result<Self> {
        let options = (*log.writer().connect_options()).clone();
        let options = options.busy_timeout(std::time::Duration::from_secs(60));
        let connection = SqliteConnection::connect_with(&options).await?;
        Ok(Self {
            connection,
            position: 0,
        })
    }
}

#[async_trait]
impl Writer for BareSqlite {
    async fn write(&mut self, job: Job) -> Result<()> {
        self.position += 1;
        sqlx::query("INSERT INTO bare VALUES (?, ?, 'recipe', ?, ?, ?, '1', ?, ?, ?)")
            .bind(job.household.to_string())
            .bind(self.position)
            .bind(job.recipe.to_string())
            .bind(i64::try_from(job.version)? + 1)
            .bind(job.event.event_type())
            .bind(job.event.payload()?)
            .bind(serde_json::to_string(&job.metadata(CommandId::new()))?)
            .bind(Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true))
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }
}
