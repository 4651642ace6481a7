//! Throwaway logs for tests, on either database, so that one suite runs on both.
//!
//! ```no_run
//! async fn a_new_log_has_no_households(log: heirloom::testing::ThrowawayLog) {
//!     assert_eq!(log.log().heads().await.unwrap(), []);
//! }
//!
//! heirloom::on_each_database!(a_new_log_has_no_households);
//! ```
//!
//! PostgreSQL is the server in `HEIRLOOM_TEST_DATABASE_URL`; every log gets a database of its own, which is
//! dropped at the end. Without a server the test fails and says what to do, unless
//! `HEIRLOOM_TEST_SQLITE_ONLY=1`: then it prints `SKIPPED` and passes.
//!
//! [`laws`] holds a step of your own to the laws, by example and over random payloads.
//!
//! `arbitrary` makes random contents, `household` and `shopping` random commands; they stand behind the feature `testing`,
//! so that no binary carries proptest.

#[cfg(any(test, feature = "testing"))]
pub mod arbitrary;
#[cfg(any(test, feature = "testing"))]
pub mod household;
pub mod laws;
mod postgres;
pub mod recorded;
mod samples;
#[cfg(any(test, feature = "testing"))]
pub mod shopping;

use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use crate::store::{Database, EventLog, OpenOptions, init, open};
pub use samples::{create_recipe, household, recipe_stream, rename_recipe, renamed, stream_append};

/// A log that goes away when it is dropped.
pub struct ThrowawayLog {
    database: Database,
    url: String,
    // after the database: connections close before the place goes
    _place: Place,
}

enum Place {
    Folder(PathBuf),
    Postgres(Box<postgres::ThrowawayDatabase>),
}

impl ThrowawayLog {
    /// A log in a SQLite file of its own.
    ///
    /// # Panics
    /// Where it cannot be made.
    pub async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("heirloom_test_{}", Uuid::now_v7().simple()));
        std::fs::create_dir(&folder).expect("a folder for a test can be made");
        let url = format!("sqlite://{}", folder.join("heirloom.db").display());
        Self {
            database: init(&url).await.expect("a log in a new file can be made"),
            url,
            _place: Place::Folder(folder),
        }
    }

    /// A log in a PostgreSQL database of its own; none where `HEIRLOOM_TEST_SQLITE_ONLY=1` says so.
    ///
    /// # Panics
    /// Where there is no server, or it cannot be made.
    pub async fn postgres() -> Option<Self> {
        let database = postgres::ThrowawayDatabase::create().await?;
        let url = database.url().to_owned();
        Some(Self {
            database: init(&url).await.expect("a log in a new database can be made"),
            url,
            _place: Place::Postgres(Box::new(database)),
        })
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> Arc<dyn EventLog> {
        self.database.log()
    }

    /// The database that it lies in.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Its address, for another process or a second opening.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The same log, opened again as another process would.
    ///
    /// # Panics
    /// Where it cannot be opened.
    pub async fn reopened(&self) -> Database {
        open(&self.url, OpenOptions::default())
            .await
            .expect("a log that was made can be opened")
    }

    /// Runs a statement of the database's own, as somebody who goes round the store.
    ///
    /// # Errors
    /// What the database says.
    pub async fn execute(&self, sql: &str) -> Result<u64, sqlx::Error> {
        match &self.database {
            Database::Sqlite(log) => Ok(sqlx::raw_sql(sql).execute(log.writer()).await?.rows_affected()),
            Database::Postgres(log) => Ok(sqlx::raw_sql(sql).execute(log.pool()).await?.rows_affected()),
        }
    }

    /// `heirloom.events` on PostgreSQL, `events` on SQLite.
    #[must_use]
    pub fn table(&self, name: &str) -> String {
        match self.database {
            Database::Sqlite(_) => name.to_owned(),
            Database::Postgres(_) => format!("heirloom.{name}"),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        match self {
            Self::Folder(folder) => {
                // left behind at worst, in the system's folder for such
                std::fs::remove_dir_all(folder).ok();
            }
            Self::Postgres(database) => database.drop_it(),
        }
    }
}

/// Makes of each `async fn name(log: ThrowawayLog)` two tests, `sqlite::name` and `postgres::name`.
#[macro_export]
macro_rules! on_each_database {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    super::$name($crate::testing::ThrowawayLog::sqlite().await).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    if let Some(log) = $crate::testing::ThrowawayLog::postgres().await {
                        super::$name(log).await;
                    }
                }
            )+
        }
    };
}
