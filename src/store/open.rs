//! Opening a log by its address, on either database.

use std::sync::Arc;
use std::time::Duration;

use heirloom_projections::{Dialect, models};
use sqlx::migrate::{MigrateError, Migrator};

use super::writing::{Active, Appends, Writing};
use super::{Activation, EventLog, LogError, PostgresLog, SqliteLog, postgres, sqlite};
use crate::revisions::{self, State};

/// How a log is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenOptions {
    /// Makes the log where there is none, and brings an older one up to date. No event is changed by that.
    pub create: bool,
    /// Opens the log to look at it and to carry it away, also where this build cannot read all that is in it or
    /// does not know the active revision. It takes no append then.
    pub only_to_look: bool,
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

    /// Every revision that was ever active, oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn revisions(&self) -> Result<Vec<Activation>, LogError> {
        self.log().revisions().await
    }

    /// The active revision, as the database says it now. This build need not know it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn active(&self) -> Result<Activation, LogError> {
        let newest = self.revisions().await?.pop();
        newest.ok_or_else(super::activation::none_active)
    }

    /// What holds at the revision that this handle writes by: the active one when it last looked. None where
    /// the log was opened only to look, and this build does not know the revision.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.writes_by().state()
    }

    /// Lets a log without events and read tables start at a revision.
    ///
    /// # Errors
    /// [`LogError::NotEmpty`] where it holds something and another revision is active.
    pub async fn activate_empty(&self, revision: &State) -> Result<(), LogError> {
        match self.start_at(revision).await? {
            NewStart::At(no) => self.write_by(no, revision.name),
            NewStart::Taken((no, active)) if active == revision.name => self.write_by(no, &active),
            NewStart::Taken((_, active)) => {
                let goes_back = revisions::named(&active).is_some_and(|active| active.index > revision.index);
                Err(LogError::NotEmpty {
                    active,
                    asked: revision.name,
                    verb: if goes_back { "downgrade" } else { "upgrade" },
                })
            }
        }
    }

    /// Waits, at most so long, until no append is under way that was encoded for the revision before the
    /// active one; how many are left when the time is up. On SQLite there is never one.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn settle(&self, at_most: Duration) -> Result<usize, LogError> {
        match self {
            Self::Sqlite(_) => Ok(0),
            Self::Postgres(log) => log.settle(at_most).await,
        }
    }

    fn writes_by(&self) -> &Active {
        match self {
            Self::Sqlite(log) => log.writing(),
            Self::Postgres(log) => log.writing(),
        }
    }

    fn write_by(&self, no: u64, revision: &str) -> Result<(), LogError> {
        self.writes_by().set(Writing::by(no, revision)?);
        Ok(())
    }

    async fn start_at(&self, state: &State) -> Result<NewStart, LogError> {
        match self {
            Self::Sqlite(log) => log.start_at(state).await,
            Self::Postgres(log) => log.start_at(state).await,
        }
    }

    /// A new log starts at this build's newest revision. One that somebody has used, or let start elsewhere,
    /// stays where it is.
    async fn start_at_head(&self) -> Result<(), LogError> {
        let head = revisions::head();
        let active = self.active().await?;
        if active.no > 1 || active.revision == head.name {
            return Ok(());
        }
        match self.activate_empty(&head).await {
            Err(LogError::NotEmpty { .. }) => Ok(()),
            outcome => outcome,
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

/// What a log starts at.
pub(super) enum NewStart {
    /// The revision that was asked for, by this row of `revisions`.
    At(u64),
    /// It holds something already: the newest row and its revision.
    Taken((u64, String)),
}

/// Opens a log: `sqlite://path` or `postgres://user@host/database`.
///
/// ```no_run
/// # async fn example() -> Result<(), heirloom::store::LogError> {
/// use heirloom::store::{OpenOptions, open};
/// let options = OpenOptions { create: true, ..OpenOptions::default() };
/// let database = open("sqlite://heirloom.db", options).await?;
/// let heads = database.log().heads().await?;
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`LogError::Unavailable`] where the database does not answer, [`LogError::NotInitialised`] where it
/// holds no log, [`LogError::NotOurs`] where it holds something else or a newer log,
/// [`LogError::NewerRevision`] and [`LogError::Unreadable`] where this build cannot read all of it. No error
/// shows a password.
pub async fn open(url: &str, options: OpenOptions) -> Result<Database, LogError> {
    let database = as_it_is(url, options).await?;
    if options.create {
        database.start_at_head().await?;
    }
    Ok(database)
}

async fn as_it_is(url: &str, options: OpenOptions) -> Result<Database, LogError> {
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

const MAKING: OpenOptions = OpenOptions {
    create: true,
    only_to_look: false,
};

/// Makes a log, or brings it up to date. Doing it twice does nothing.
///
/// A new one starts at the newest revision of this build; one that is there stays at its own, and one of a
/// heirloom from before revisions is at the first.
///
/// # Errors
/// As [`open`].
pub async fn init(url: &str) -> Result<Database, LogError> {
    open(url, MAKING).await
}

/// The same, but a new log starts at this revision.
///
/// # Errors
/// As [`open`], and [`LogError::NotEmpty`] where the log holds something and is at another revision.
pub async fn init_at(url: &str, revision: &State) -> Result<Database, LogError> {
    let database = as_it_is(url, MAKING).await?;
    database.activate_empty(revision).await?;
    Ok(database)
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
