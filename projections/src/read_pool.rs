//! Reading through the stable views, in one way on both databases.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::postgres::{PgPool, PgRow};
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{Postgres, Row, Sqlite};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use crate::{Dialect, Value};

/// A pool that reads the stable views of either database.
#[derive(Clone, Debug)]
pub enum ReadPool {
    /// Views in the schema `read`.
    Postgres(PgPool),
    /// Views without a prefix.
    Sqlite(SqlitePool),
}

/// A query of the read tables failed.
#[derive(Debug, thiserror::Error)]
#[error("the read tables could not be asked for {what}")]
pub struct ReadError {
    /// What was wanted: `a recipe`.
    pub what: &'static str,
    /// What the database said.
    #[source]
    pub source: sqlx::Error,
}

impl ReadError {
    /// Whether the tables have another shape than the question: a column or a table is not there, since
    /// another revision is active.
    pub(crate) fn is_another_shape(&self) -> bool {
        let Some(error) = self.source.as_database_error() else {
            return false;
        };
        // PostgreSQL has codes for an unknown column and an unknown table; SQLite has words.
        let is_code = matches!(error.code().as_deref(), Some("42703" | "42P01"));
        is_code || error.message().contains("no such column") || error.message().contains("no such table")
    }
}

impl ReadPool {
    /// Which database it is.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Postgres(_) => Dialect::Postgres,
            Self::Sqlite(_) => Dialect::Sqlite,
        }
    }

    /// Asks for rows. In the query `{read}` stands before each view and `$1`, `$2` … for the values, which
    /// must not be NULL: a prepared statement takes its types from them.
    ///
    /// # Errors
    /// Where the database is away, or the query fails.
    pub async fn fetch(
        &self,
        what: &'static str,
        query: &str,
        values: &[Value<'_>],
    ) -> Result<Vec<ReadRow>, ReadError> {
        let failed = |source| ReadError { what, source };
        match self {
            Self::Postgres(pool) => {
                let query = query.replace("{read}", "read.");
                let bound = values.iter().fold(sqlx::query(&query), bind_postgres);
                let rows = bound.fetch_all(pool).await.map_err(failed)?;
                Ok(rows.into_iter().map(ReadRow::Postgres).collect())
            }
            Self::Sqlite(pool) => {
                let query = query.replace("{read}", "");
                let rows = fetch_sqlite(pool, &query, values).await.map_err(failed)?;
                Ok(rows.into_iter().map(ReadRow::Sqlite).collect())
            }
        }
    }

    /// Asks for rows and reads each one.
    ///
    /// # Errors
    /// Where the database is away, the query fails or a column is not what it should be.
    pub async fn read<T>(
        &self,
        what: &'static str,
        query: &str,
        values: &[Value<'_>],
        read: impl Fn(&ReadRow) -> Result<T, sqlx::Error>,
    ) -> Result<Vec<T>, ReadError> {
        let rows = self.fetch(what, query, values).await?;
        rows.iter()
            .map(|row| read(row).map_err(|source| ReadError { what, source }))
            .collect()
    }
}

/// How often a query is asked again that a switch made stale while it was being prepared.
const STALE_TRIES: u32 = 20;

/// SQLite prepares a statement anew by itself when the schema has changed, but not where the index of words
/// notices it first, while it is being opened ("vtable constructor failed"): then it is for us to ask again.
async fn fetch_sqlite(
    pool: &SqlitePool,
    query: &str,
    values: &[Value<'_>],
) -> Result<Vec<SqliteRow>, sqlx::Error> {
    let mut tries = 1;
    loop {
        let bound = values.iter().fold(sqlx::query(query), bind_sqlite);
        match bound.fetch_all(pool).await {
            Err(error) if tries < STALE_TRIES && is_stale(&error) => tries += 1,
            outcome => return outcome,
        }
    }
}

/// `SQLITE_SCHEMA`, in any of its extended forms.
fn is_stale(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.and_then(|code| code.parse::<u32>().ok())
        .is_some_and(|code| code & 0xff == 17)
}

type PgQuery<'q> = sqlx::query::Query<'q, Postgres, sqlx::postgres::PgArguments>;
type SqliteQuery<'q> = sqlx::query::Query<'q, Sqlite, sqlx::sqlite::SqliteArguments<'q>>;

fn bind_postgres<'q>(query: PgQuery<'q>, value: &'q Value<'_>) -> PgQuery<'q> {
    match value {
        Value::Null => query.bind(None::<&str>),
        Value::Uuid(id) => query.bind(id),
        Value::Text(text) => query.bind(text.as_ref()),
        Value::Int(number) => query.bind(number),
        Value::Integer(number) => query.bind(number),
        Value::Double(number) => query.bind(number.get()),
        Value::Bool(yes) => query.bind(yes),
        Value::Date(day) => query.bind(day),
        Value::Time(moment) => query.bind(moment),
    }
}

fn bind_sqlite<'q>(query: SqliteQuery<'q>, value: &'q Value<'_>) -> SqliteQuery<'q> {
    match value {
        Value::Null => query.bind(None::<&str>),
        Value::Uuid(id) => query.bind(id.hyphenated()),
        Value::Text(text) => query.bind(text.as_ref()),
        Value::Int(number) => query.bind(number),
        Value::Integer(number) => query.bind(number),
        Value::Double(number) => query.bind(number.get()),
        Value::Bool(yes) => query.bind(yes),
        Value::Date(day) => query.bind(day.format("%Y-%m-%d").to_string()),
        Value::Time(moment) => query.bind(moment.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()),
    }
}

/// A row of either database. Columns are asked for by name.
pub enum ReadRow {
    /// Of PostgreSQL.
    Postgres(PgRow),
    /// Of SQLite.
    Sqlite(SqliteRow),
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident -> $type:ty;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// Where there is no such column, or it is of another kind.
        pub fn $name(&self, column: &str) -> Result<$type, sqlx::Error> {
            match self {
                Self::Postgres(row) => row.try_get(column),
                Self::Sqlite(row) => row.try_get(column),
            }
        }
    )+};
}

impl ReadRow {
    getters! {
        /// A text.
        text -> String;
        /// A text that may be absent.
        opt_text -> Option<String>;
        /// A whole number.
        int -> i64;
        /// A whole number that may be absent.
        opt_int -> Option<i64>;
        /// A whole number of 32 bits that may be absent.
        opt_integer -> Option<i32>;
        /// A float.
        double -> f64;
        /// A float that may be absent.
        opt_double -> Option<f64>;
        /// Yes or no.
        bool -> bool;
        /// Yes, no or nothing.
        opt_bool -> Option<bool>;
        /// A day.
        date -> NaiveDate;
        /// A day that may be absent.
        opt_date -> Option<NaiveDate>;
        /// A moment.
        time -> DateTime<Utc>;
        /// A moment that may be absent.
        opt_time -> Option<DateTime<Utc>>;
    }

    /// An id that may be absent.
    ///
    /// # Errors
    /// Where there is no such column, or it is of another kind.
    pub fn opt_uuid(&self, column: &str) -> Result<Option<Uuid>, sqlx::Error> {
        match self {
            Self::Postgres(row) => row.try_get(column),
            Self::Sqlite(row) => Ok(row.try_get::<Option<Hyphenated>, _>(column)?.map(Uuid::from)),
        }
    }

    /// An id.
    ///
    /// # Errors
    /// Where there is no such column, or it is of another kind.
    pub fn uuid(&self, column: &str) -> Result<Uuid, sqlx::Error> {
        match self {
            Self::Postgres(row) => row.try_get(column),
            Self::Sqlite(row) => row.try_get::<Hyphenated, _>(column).map(Uuid::from),
        }
    }
}
