//! One reading transaction on the application's database, whichever of the two it is.

use super::error::SourceError;
use super::postgres::PostgresSource;
use super::shape::Found;
use super::sqlite::SqliteSource;
use super::value::Value;

/// A database of the application, opened read-only, in one transaction that sees one state of it.
pub(super) enum Connection {
    Sqlite(SqliteSource),
    Postgres(PostgresSource),
}

impl Connection {
    /// Opens what an address names; what has no scheme is a path.
    pub(super) async fn open(address: &str) -> Result<Self, SourceError> {
        let scheme = address.split_once("://").map(|(scheme, _)| scheme);
        match scheme {
            Some("postgres" | "postgresql") => PostgresSource::open(address).await.map(Self::Postgres),
            Some("sqlite") => SqliteSource::open(path_in(address)?).await.map(Self::Sqlite),
            // never the address itself: it may hold a password
            Some(_) => Err(SourceError::Address {
                why: "heirloom reads SQLite and PostgreSQL".into(),
            }),
            None => SqliteSource::open(path_in(address)?).await.map(Self::Sqlite),
        }
    }

    /// The path, or the address without user and password.
    pub(super) fn place(&self) -> &str {
        match self {
            Self::Sqlite(source) => source.place(),
            Self::Postgres(source) => source.place(),
        }
    }

    /// All tables with their columns.
    pub(super) async fn tables(&mut self) -> Result<Found, SourceError> {
        match self {
            Self::Sqlite(source) => source.tables().await,
            Self::Postgres(source) => source.tables().await,
        }
    }

    /// Rows of these columns, in the order of the others. `columns` and `order` are names that this module's
    /// tables know, or that the database itself gave.
    pub(super) async fn rows(
        &mut self,
        table: &str,
        columns: &[&str],
        order: &[&str],
    ) -> Result<Vec<Vec<Value>>, SourceError> {
        match self {
            Self::Sqlite(source) => source.rows(table, columns, order).await,
            Self::Postgres(source) => source.rows(table, columns, order).await,
        }
    }

    /// How many rows a table has.
    pub(super) async fn count(&mut self, table: &str) -> Result<u64, SourceError> {
        let count = match self {
            Self::Sqlite(source) => source.count(table).await?,
            Self::Postgres(source) => source.count(table).await?,
        };
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Ends the transaction.
    ///
    /// # Errors
    /// Where what was read may be of more than one state.
    pub(super) async fn close(self) -> Result<(), SourceError> {
        match self {
            Self::Sqlite(source) => source.close().await,
            Self::Postgres(source) => {
                source.close().await;
                Ok(())
            }
        }
    }
}

/// The path in `sqlite://path` and `sqlite:path`, or the path itself.
fn path_in(address: &str) -> Result<&str, SourceError> {
    let path = address
        .strip_prefix("sqlite://")
        .or_else(|| address.strip_prefix("sqlite:"));
    let path = path.unwrap_or(address);
    let path = path
        .split_once('?')
        .filter(|_| address.starts_with("sqlite:"))
        .map_or(path, |(path, _)| path);
    match path {
        "" => Err(SourceError::Address {
            why: "it is empty".into(),
        }),
        ":memory:" => Err(SourceError::Address {
            why: "a database in memory holds nothing yet".into(),
        }),
        path => Ok(path),
    }
}

/// A name as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Names with commas between, `suffix` after each.
pub(super) fn listed(names: &[&str], suffix: &str) -> String {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("{}{suffix}", quoted(name)))
        .collect();
    quoted.join(", ")
}
