//! A throwaway database of either kind, with the tables of bookkeeping.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use heirloom_projections::Dialect;
use heirloom_projections::read_db::{PostgresReadDb, ReadDb, SqliteReadDb};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions};
use sqlx::{Connection, Executor};

#[derive(Clone)]
pub enum Database {
    Sqlite {
        directory: Arc<tempfile::TempDir>,
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres {
        name: String,
        server: Box<PgConnectOptions>,
        pool: PgPool,
    },
}

impl Database {
    pub async fn sqlite() -> Self {
        let directory = Arc::new(tempfile::tempdir().unwrap());
        let options = SqliteConnectOptions::new()
            .filename(directory.path().join("heirloom.db"))
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .journal_mode(SqliteJournalMode::Wal);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await
            .unwrap();
        for migration in [
            include_str!("../../../migrations/sqlite/0001_log.sql"),
            include_str!("../../../migrations/sqlite/0002_read_side.sql"),
            include_str!("../../../migrations/sqlite/0003_revisions.sql"),
        ] {
            writer.execute(migration).await.unwrap();
        }
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .connect_with(options)
            .await
            .unwrap();
        Self::Sqlite {
            directory,
            writer,
            readers,
        }
    }

    /// None: there is no server, and somebody said that this is all right.
    pub async fn postgres() -> Option<Self> {
        let Ok(url) = std::env::var("HEIRLOOM_TEST_DATABASE_URL") else {
            let allowed = std::env::var("HEIRLOOM_TEST_SQLITE_ONLY").is_ok_and(|v| v == "1");
            assert!(allowed, "HEIRLOOM_TEST_DATABASE_URL is not set; run `./x test`");
            eprintln!("SKIPPED: no PostgreSQL, and HEIRLOOM_TEST_SQLITE_ONLY=1");
            return None;
        };
        let server = PgConnectOptions::from_str(&url).unwrap();
        let name = format!("heirloom_test_{}", uuid::Uuid::now_v7().simple());
        let mut connection = PgConnection::connect_with(&server).await.unwrap();
        let sql = format!("CREATE DATABASE {name}");
        connection.execute(sql.as_str()).await.unwrap();
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .connect_with(server.clone().database(&name))
            .await
            .unwrap();
        pool.execute(concat!(
            "CREATE SCHEMA heirloom;\n",
            include_str!("../../../migrations/postgres/0001_log.sql"),
            include_str!("../../../migrations/postgres/0002_read_side.sql"),
            include_str!("../../../migrations/postgres/0003_revisions.sql")
        ))
        .await
        .unwrap();
        Some(Self::Postgres {
            name,
            server: Box::new(server),
            pool,
        })
    }

    pub fn read_db(&self) -> Arc<dyn ReadDb> {
        match self {
            Self::Sqlite { writer, readers, .. } => {
                Arc::new(SqliteReadDb::new(writer.clone(), readers.clone()))
            }
            Self::Postgres { pool, .. } => Arc::new(PostgresReadDb::new(pool.clone())),
        }
    }

    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite { .. } => Dialect::Sqlite,
            Self::Postgres { .. } => Dialect::Postgres,
        }
    }

    pub async fn execute(&self, sql: &str) {
        match self {
            Self::Sqlite { writer, .. } => drop(writer.execute(sql).await.unwrap()),
            Self::Postgres { pool, .. } => drop(pool.execute(sql).await.unwrap()),
        }
    }

    /// `read.recipes` or `recipes`.
    pub fn view(&self, name: &str) -> String {
        match self {
            Self::Sqlite { .. } => name.into(),
            Self::Postgres { .. } => format!("read.{name}"),
        }
    }

    /// The statement, if it fails.
    pub async fn try_execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite { writer, .. } => writer.execute(sql).await.map(drop),
            Self::Postgres { pool, .. } => pool.execute(sql).await.map(drop),
        }
    }

    /// `heirloom.revisions` or `revisions`.
    pub fn ours(&self, name: &str) -> String {
        match self {
            Self::Sqlite { .. } => name.into(),
            Self::Postgres { .. } => format!("heirloom.{name}"),
        }
    }

    pub async fn number(&self, sql: &str) -> Result<i64, sqlx::Error> {
        match self {
            Self::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_one(readers).await,
            Self::Postgres { pool, .. } => sqlx::query_scalar(sql).fetch_one(pool).await,
        }
    }

    pub async fn texts(&self, sql: &str) -> Vec<String> {
        match self {
            Self::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_all(readers).await.unwrap(),
            Self::Postgres { pool, .. } => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }

    pub async fn close(self) {
        match self {
            Self::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres { name, server, pool } => {
                pool.close().await;
                let mut connection = PgConnection::connect_with(&server).await.unwrap();
                let sql = format!("DROP DATABASE {name} WITH (FORCE)");
                connection.execute(sql.as_str()).await.unwrap();
            }
        }
    }
}
