//! Opening the file, with all that is checked before it is trusted.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use super::super::open::{Found, OpenOptions, inspect};
use super::super::proof::judged;
use super::super::{LogError, news::News};
use super::errors::{NOT_A_DATABASE, failed, primary_code};
use super::{SqliteLog, revisions};

static MIGRATOR: Migrator = sqlx::migrate!("./migrations/sqlite");
/// How long a writer waits for another process's: longer than the largest index of a rebuild at a million
/// events takes on a busy machine.
const BUSY: Duration = Duration::from_secs(20);
const READERS: u32 = 8;

/// Opens the log in a file; makes it where `create` says so.
pub(in super::super) async fn open(url: &str, how: OpenOptions) -> Result<SqliteLog, LogError> {
    let (options, path) = address(url)?;
    let name = path.display().to_string();
    let found = look(&options, &path, &name).await?;
    if how.create && found != Found::Current {
        migrate(&options, &path, &name).await?;
    } else {
        found.must_be_current(&name)?;
    }
    let (writer, readers) = pools(options, url.contains("mode=ro"));
    // the first connection shows whether the file can be used at all
    let mut first = readers.acquire().await.map_err(failed("open the file"))?;
    let activations = revisions::all(&mut *first).await?;
    let unreadable = revisions::unreadable(&mut first).await?;
    Ok(SqliteLog {
        active: judged(&activations, unreadable, how)?,
        writer,
        readers,
        news: Arc::new(News::default()),
    })
}

/// The path in `sqlite://path` or `sqlite:path`: relative to the working folder, or absolute with a third
/// slash. `?` and `#` in a path are written `%3F` and `%23`.
fn address(url: &str) -> Result<(SqliteConnectOptions, PathBuf), LogError> {
    let unusable = |why: String| LogError::NotOurs {
        database: url.to_owned(),
        why,
    };
    let options = SqliteConnectOptions::from_str(url).map_err(|error| unusable(error.to_string()))?;
    let path = options.get_filename().to_owned();
    if path.as_os_str().is_empty() {
        return Err(unusable("it names no file; write `sqlite://heirloom.db`".into()));
    }
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(unusable("a log in memory would be lost; name a file".into()));
    }
    let options = options
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .create_if_missing(false);
    Ok((options, path))
}

/// Looks without changing anything: not even the journal mode of somebody else's file.
async fn look(options: &SqliteConnectOptions, path: &Path, name: &str) -> Result<Found, LogError> {
    match tokio::fs::metadata(path).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(source) => {
            return Err(LogError::File {
                what: format!("open `{name}`"),
                source,
            });
        }
        Ok(metadata) if metadata.is_dir() => {
            return Err(LogError::NotOurs {
                database: name.to_owned(),
                why: "it is a folder; name a file in it".into(),
            });
        }
        Ok(_) => {}
    }
    let refused = |error: sqlx::Error| match primary_code(&error) {
        Some(NOT_A_DATABASE) => LogError::NotOurs {
            database: name.to_owned(),
            why: "the file is not a SQLite database".into(),
        },
        _ => failed("open the file")(error),
    };
    let mut connection = options.clone().read_only(true).connect().await.map_err(refused)?;
    let tables = tables(&mut connection).await.map_err(refused)?;
    let applied = match tables.iter().any(|table| table == "_sqlx_migrations") {
        true => Some(applied(&mut connection).await.map_err(refused)?),
        false => None,
    };
    connection.close().await.map_err(refused)?;
    inspect(name, &MIGRATOR, &tables, applied)
}

async fn tables(connection: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        .fetch_all(connection)
        .await
}

async fn applied(connection: &mut SqliteConnection) -> Result<Vec<(i64, Vec<u8>)>, sqlx::Error> {
    sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
        .fetch_all(connection)
        .await
}

async fn migrate(options: &SqliteConnectOptions, path: &Path, name: &str) -> Result<(), LogError> {
    let mut connection = durable(options.clone())
        .create_if_missing(true)
        .connect()
        .await
        .map_err(failed(&format!("make `{name}`")))?;
    if let Err(error) = MIGRATOR.run(&mut connection).await {
        // another process may have made it at the same time
        if look(options, path, name).await? != Found::Current {
            return Err(super::super::open::not_migrated("make the log", error, failed));
        }
    }
    connection
        .close()
        .await
        .map_err(failed(&format!("make `{name}`")))
}

/// An acknowledged command is durable.
fn durable(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
}

/// The one writing connection, and those that read.
fn pools(options: SqliteConnectOptions, read_only: bool) -> (SqlitePool, SqlitePool) {
    let writing = match read_only {
        true => options.clone(),
        false => durable(options.clone()),
    };
    let pool = |connections| {
        SqlitePoolOptions::new()
            .max_connections(connections)
            .test_before_acquire(false)
    };
    (
        pool(1).connect_lazy_with(writing),
        pool(READERS).connect_lazy_with(options.read_only(true)),
    )
}
