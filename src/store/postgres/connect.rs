//! Opening the database, with all that is checked before it is trusted.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};

use super::super::LogError;
use super::super::open::{Found, OpenOptions, inspect, not_migrated};
use super::super::proof::judged;
use super::errors::{code, failed};
use super::{PostgresLog, revisions};

static MIGRATOR: Migrator = sqlx::migrate!("./migrations/postgres");
const CONNECTIONS: u32 = 20;
/// A connection that has rested longer is tried before it is used; otherwise an append is one round trip.
const RESTED: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the log in a database; makes it where `create` says so.
pub(in super::super) async fn open(url: &str, how: OpenOptions) -> Result<PostgresLog, LogError> {
    let options = PgConnectOptions::from_str(url).map_err(|error| LogError::NotOurs {
        // never the address itself: it may hold a password
        database: "the address".into(),
        why: format!("it is no address of a PostgreSQL database ({error})"),
    })?;
    let options = options.application_name("heirloom");
    let name = display_name(&options);
    let mut connection = connect(&options, &name).await?;
    let found = look(&mut connection, &name).await?;
    if how.create && found != Found::Current {
        migrate(&options, &mut connection, &name).await?;
    } else {
        found.must_be_current(&name)?;
    }
    let activations = revisions::all(&mut connection).await?;
    let unreadable = revisions::unreadable(&mut connection).await?;
    let active = judged(&activations, unreadable, how)?;
    connection.close().await.map_err(failed("open the database"))?;
    let appends = pool(appending(options.clone()));
    Ok(PostgresLog::new(pool(options), appends, active))
}

/// The address without user and password.
fn display_name(options: &PgConnectOptions) -> String {
    let database = options.get_database().unwrap_or(options.get_username());
    format!(
        "postgres://{}:{}/{database}",
        options.get_host(),
        options.get_port()
    )
}

async fn connect(options: &PgConnectOptions, name: &str) -> Result<PgConnection, LogError> {
    let connecting = tokio::time::timeout(PATIENCE, options.connect()).await;
    let connected = connecting.unwrap_or(Err(sqlx::Error::PoolTimedOut));
    connected.map_err(|error| match code(&error).as_deref() {
        // no such database
        Some("3D000") => LogError::NotOurs {
            database: name.to_owned(),
            why: "there is no such database on the server; make it with `createdb`, then run `heirloom init`"
                .into(),
        },
        _ => failed(&format!("connect to `{name}`"))(error),
    })
}

/// Looks without changing anything.
async fn look(connection: &mut PgConnection, name: &str) -> Result<Found, LogError> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT tablename::text FROM pg_catalog.pg_tables WHERE schemaname = 'heirloom'")
            .fetch_all(&mut *connection)
            .await
            .map_err(failed("look at the database"))?;
    let applied = match tables.iter().any(|table| table == "_sqlx_migrations") {
        true => Some(
            applied(connection)
                .await
                .map_err(failed("look at the database"))?,
        ),
        false => None,
    };
    inspect(name, &MIGRATOR, &tables, applied)
}

async fn applied(connection: &mut PgConnection) -> Result<Vec<(i64, Vec<u8>)>, sqlx::Error> {
    sqlx::query_as("SELECT version, checksum FROM heirloom._sqlx_migrations WHERE success ORDER BY version")
        .fetch_all(connection)
        .await
}

/// Makes the log. The search path puts sqlx's own table into our schema too.
async fn migrate(
    options: &PgConnectOptions,
    connection: &mut PgConnection,
    name: &str,
) -> Result<(), LogError> {
    let refused = failed;
    // asked first: a user who may not create schemas may still have been given this one
    let exists: bool = sqlx::query_scalar("SELECT to_regnamespace('heirloom') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await
        .map_err(refused("make the log"))?;
    if !exists {
        make_schema(connection).await?;
    }
    let mut ours = connect(&options.clone().options([("search_path", "heirloom")]), name).await?;
    MIGRATOR
        .run(&mut ours)
        .await
        .map_err(|error| not_migrated("make the log", error, failed))?;
    ours.close().await.map_err(refused("make the log"))
}

async fn make_schema(connection: &mut PgConnection) -> Result<(), LogError> {
    match connection.execute("CREATE SCHEMA heirloom").await {
        Ok(_) => Ok(()),
        // another process was faster
        Err(error) if matches!(code(&error).as_deref(), Some("42P06" | "23505")) => Ok(()),
        Err(error) => Err(failed("make the log")(error)),
    }
}

/// An append only ever probes indexes, and it is planned once. Without this its plan may be made while
/// `commands` is nearly empty, and scan the table in each append after it has grown. Read committed is what
/// its statement is made for, whatever the server's default is.
pub(super) fn appending(options: PgConnectOptions) -> PgConnectOptions {
    options.options([
        ("enable_seqscan", "off"),
        ("plan_cache_mode", "force_generic_plan"),
        ("default_transaction_isolation", r"read\ committed"),
    ])
}

fn pool(options: PgConnectOptions) -> sqlx::PgPool {
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|connection, rest| {
            Box::pin(async move {
                if rest.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options)
}
