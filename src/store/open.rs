//! Opening a log by its address, on either database.

use std::sync::Arc;

use heirloom_projections::{Dialect, models};
use sqlx::migrate::{MigrateError, Migrator};

use super::{EventLog, LogError, PostgresLog, SqliteLog, postgres, sqlite};

/// How a log is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenOptions {
    /// Makes the log where there is none, and brings an older one up to date. No event is changed by that.
    pub create: bool,
}

/// A log and the database that it lies in.
#[derive(Clone)]
pub enum Database {
    /// A SQLite file.
    Sqlite(SqliteLog),
    /// A PostgreSQL database.
    Postgres(PostgresLog),
}

impl Database {
    /// The log.
    #[must_use]
    pub fn log(&self) -> Arc<dyn EventLog> {
        match self {
            Self::Sqlite(log) => Arc::new(log.clone()),
            Self::Postgres(log) => Arc::new(log.clone()),
        }
    }

    /// Closes every connection in good order.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(log) => log.close().await,
            Self::Postgres(log) => log.close().await,
        }
    }
}

/// Opens a log: `sqlite://path` or `postgres://user@host/database`.
///
/// ```no_run
/// # async fn example() -> Result<(), heirloom::store::LogError> {
/// use heirloom::store::{OpenOptions, open};
/// let database = open("sqlite://heirloom.db", OpenOptions { create: true }).await?;
/// let heads = database.log().heads().await?;
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`LogError::Unavailable`] where the database does not answer, [`LogError::NotInitialised`] where it
/// holds no log, [`LogError::NotOurs`] where it holds something else or a newer log. No error shows a
/// password.
pub async fn open(url: &str, options: OpenOptions) -> Result<Database, LogError> {
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => sqlite::open(url, options).await.map(Database::Sqlite),
        Some("postgres" | "postgresql") => postgres::open(url, options).await.map(Database::Postgres),
        _ => Err(LogError::NotOurs {
            // never the address itself: it may hold a password
            database: "the address".into(),
            why: "an address starts with `sqlite://` or `postgres://`".into(),
        }),
    }
}

/// Makes a log, or brings it up to date. Doing it twice does nothing.
///
/// # Errors
/// As [`open`].
pub async fn init(url: &str) -> Result<Database, LogError> {
    open(url, OpenOptions { create: true }).await
}

/// What a database holds, as far as we are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No log.
    Nothing,
    /// A log of an older build.
    Older,
    /// A log of this build.
    Current,
}

impl Found {
    /// Refuses anything that cannot be used as it is.
    pub(super) fn must_be_current(self, database: &str) -> Result<(), LogError> {
        let database = database.to_owned();
        match self {
            Self::Current => Ok(()),
            Self::Nothing => Err(LogError::NotInitialised { database }),
            Self::Older => Err(LogError::NotOurs {
                database,
                why: "it was made by an older heirloom; `heirloom init` brings it up to date and changes no event"
                    .into(),
            }),
        }
    }
}

/// The tables that a log consists of.
const OURS: [&str; 8] = [
    "events",
    "heads",
    "commands",
    "actors",
    "generations",
    "cursors",
    "parked",
    "revisions",
];

/// Whether the read side will want this name for a view. On PostgreSQL those have a schema of their own.
fn is_a_view(name: &str) -> bool {
    models::all().iter().any(|model| {
        let extra = model.ddl(Dialect::Sqlite).views;
        model.tables().iter().any(|table| table.name == name) || extra.iter().any(|view| view.name == name)
    })
}

/// Judges a database by its tables and by the migrations that were applied to it.
///
/// # Errors
/// [`LogError::NotOurs`] where it is newer than this build, or somebody else's tables have our names.
pub(super) fn inspect(
    database: &str,
    migrator: &Migrator,
    tables: &[String],
    applied: Option<Vec<(i64, Vec<u8>)>>,
) -> Result<Found, LogError> {
    let not_ours = |why: String| {
        Err(LogError::NotOurs {
            database: database.to_owned(),
            why,
        })
    };
    let Some(applied) = applied.filter(|applied| !applied.is_empty()) else {
        return match tables
            .iter()
            .find(|table| OURS.contains(&table.as_str()) || is_a_view(table))
        {
            Some(table) => not_ours(format!(
                "it has a table `{table}` that heirloom did not make; give heirloom a database of its own"
            )),
            None => Ok(Found::Nothing),
        };
    };
    let first = migrator.iter().next();
    if first.is_none_or(|first| applied[0] != (first.version, first.checksum.to_vec())) {
        return not_ours(
            "its migrations are another application's; give heirloom a database of its own".into(),
        );
    }
    let known = |version: i64| migrator.iter().find(|migration| migration.version == version);
    let newest = migrator
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    for (version, checksum) in &applied {
        match known(*version) {
            Some(migration) if *migration.checksum == **checksum => {}
            Some(_) => {
                return not_ours(format!(
                    "its migration {version} is not the one that this build knows; use the heirloom that made it"
                ));
            }
            None => {
                return not_ours(format!(
                    "a newer heirloom made it (migration {version}; this build knows up to {newest}); use that one"
                ));
            }
        }
    }
    match applied.len() < migrator.iter().count() {
        true => Ok(Found::Older),
        false => Ok(Found::Current),
    }
}

/// Why the migrations failed, in the log's words.
pub(super) fn not_migrated<'a, F>(
    what: &'a str,
    error: MigrateError,
    failed: impl Fn(&'a str) -> F,
) -> LogError
where
    F: FnOnce(sqlx::Error) -> LogError,
{
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => failed(what)(error),
        other => failed(what)(sqlx::Error::Migrate(Box::new(other))),
    }
}
