//! The application's database on a PostgreSQL server: one transaction, repeatable and read-only.

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, PgConnection, Row as _};

use super::connection::{listed, quoted};
use super::error::SourceError;
use super::shape::Found;
use super::value::Value;

const PATIENCE: Duration = Duration::from_secs(10);

/// Every reading sees the state of the first. Texts of times are UTC in ISO's form, those of floats say all of them.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
    SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL extra_float_digits = 3";

/// A PostgreSQL database in one reading transaction.
pub(super) struct PostgresSource {
    connection: PgConnection,
    place: String,
}

impl PostgresSource {
    pub(super) async fn open(address: &str) -> Result<Self, SourceError> {
        let options = PgConnectOptions::from_str(address).map_err(|error| SourceError::Address {
            why: format!("it is no address of a PostgreSQL database ({error})"),
        })?;
        let options = options.application_name("heirloom").disable_statement_logging();
        let database = options.get_database().unwrap_or(options.get_username());
        let place = format!(
            "postgres://{}:{}/{database}",
            options.get_host(),
            options.get_port()
        );
        let connecting = tokio::time::timeout(PATIENCE, options.connect()).await;
        let connected = connecting.unwrap_or(Err(sqlx::Error::PoolTimedOut));
        let mut connection = connected.map_err(failed(&place, "connect"))?;
        let begun = connection.execute(BEGIN).await;
        begun.map_err(failed(&place, "begin a reading transaction"))?;
        Ok(Self { connection, place })
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// Those of the schema that comes first in the user's search path, as for the application.
    pub(super) async fn tables(&mut self) -> Result<Found, SourceError> {
        let sql = "SELECT t.table_name::text, c.column_name::text \
             FROM information_schema.tables t \
             LEFT JOIN information_schema.columns c USING (table_schema, table_name) \
             WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE'";
        let rows: Vec<(String, Option<String>)> = sqlx::query_as(sql)
            .fetch_all(&mut self.connection)
            .await
            .map_err(failed(&self.place, "list its tables"))?;
        let mut found = Found::new();
        for (table, column) in rows {
            found.entry(table).or_default().extend(column);
        }
        Ok(found)
    }

    pub(super) async fn rows(
        &mut self,
        table: &str,
        columns: &[&str],
        order: &[&str],
    ) -> Result<Vec<Vec<Value>>, SourceError> {
        let what = format!("read `{table}`");
        let types = self.types(table).await?;
        let list = listed(columns, "::text");
        // by the table's columns: `ORDER BY "id"` would be by the text of that name in the list
        let by: Vec<String> = order
            .iter()
            .map(|column| format!("t.{}", quoted(column)))
            .collect();
        let sql = format!(
            "SELECT {list} FROM {} t ORDER BY {}",
            quoted(table),
            by.join(", ")
        );
        let rows = sqlx::query(&sql).fetch_all(&mut self.connection).await;
        let rows = rows.map_err(failed(&self.place, &what))?;
        let type_of = |column: &&str| {
            types
                .iter()
                .find(|(name, _)| name == column)
                .map_or("text", |(_, t)| t.as_str())
        };
        let types: Vec<&str> = columns.iter().map(type_of).collect();
        let read = |row: &PgRow| -> Result<Vec<Value>, sqlx::Error> {
            types
                .iter()
                .enumerate()
                .map(|(at, data_type)| Ok(value(data_type, row.try_get(at)?)))
                .collect()
        };
        rows.iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map_err(failed(&self.place, &what))
    }

    async fn types(&mut self, table: &str) -> Result<Vec<(String, String)>, SourceError> {
        let sql = "SELECT column_name::text, data_type::text FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1";
        let types = sqlx::query_as(sql)
            .bind(table)
            .fetch_all(&mut self.connection)
            .await;
        types.map_err(failed(&self.place, &format!("list the columns of `{table}`")))
    }

    pub(super) async fn count(&mut self, table: &str) -> Result<i64, SourceError> {
        let sql = format!("SELECT count(*) FROM {}", quoted(table));
        let counted = sqlx::query_scalar(&sql).fetch_one(&mut self.connection).await;
        counted.map_err(failed(&self.place, &format!("count `{table}`")))
    }

    /// Ends the transaction. What the server says to that does not matter: all was read.
    pub(super) async fn close(self) {
        self.connection.close().await.ok();
    }
}

/// A value by its text and the type that PostgreSQL gives its column. Times stay texts: `times` reads them.
fn value(data_type: &str, text: Option<String>) -> Value {
    let Some(text) = text else { return Value::Null };
    match data_type {
        "boolean" => Value::Boolean(text == "true"),
        "smallint" | "integer" | "bigint" => text.parse().map_or(Value::Text(text), Value::Integer),
        "real" | "double precision" | "numeric" => text.parse().map_or(Value::Text(text), Value::Real),
        _ => Value::Text(text),
    }
}

/// Says what PostgreSQL's refusal means.
fn failed(place: &str, what: &str) -> impl FnOnce(sqlx::Error) -> SourceError + use<> {
    use sqlx::Error;
    let (place, what) = (place.to_owned(), what.to_owned());
    move |source| {
        let code = source
            .as_database_error()
            .and_then(|error| Some(error.code()?.into_owned()));
        match (&source, code.as_deref()) {
            (_, Some("3D000")) => SourceError::NoSuchDatabase { place },
            (
                Error::Io(_)
                | Error::Tls(_)
                | Error::Protocol(_)
                | Error::PoolTimedOut
                | Error::WorkerCrashed,
                _,
            ) => SourceError::Unavailable { place, source },
            // connection exceptions; too many connections; shut down, crashed, starting
            (_, Some(code)) if code.starts_with("08") || code.starts_with("57P") || code == "53300" => {
                SourceError::Unavailable { place, source }
            }
            _ => SourceError::Database { place, what, source },
        }
    }
}
