//! A database on the test server, dropped at the end; what killed runs left is swept.

use std::str::FromStr;
use std::time::{Duration, SystemTime};

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;
use uuid::Uuid;

const PREFIX: &str = "heirloom_test_";
/// No test runs that long.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);
static SWEPT: OnceCell<()> = OnceCell::const_new();

/// A database of its own on the test server.
pub(super) struct ThrowawayDatabase {
    name: String,
    server: PgConnectOptions,
    url: String,
}

/// The server's address; none where tests are to do without.
fn server() -> Option<String> {
    match std::env::var("HEIRLOOM_TEST_DATABASE_URL") {
        Ok(url) => Some(url),
        Err(_) if std::env::var("HEIRLOOM_TEST_SQLITE_ONLY").is_ok_and(|only| only == "1") => {
            println!("SKIPPED: PostgreSQL (HEIRLOOM_TEST_SQLITE_ONLY=1)");
            None
        }
        Err(_) => panic!(
            "there is no PostgreSQL to test with: run `./x test`, which starts one, or set HEIRLOOM_TEST_DATABASE_URL"
        ),
    }
}

impl ThrowawayDatabase {
    pub(super) async fn create() -> Option<Self> {
        let server = server()?;
        let server = PgConnectOptions::from_str(&server).expect("HEIRLOOM_TEST_DATABASE_URL is an address");
        let mut connection = server.connect().await.expect("the test server answers");
        SWEPT.get_or_init(|| sweep(&server)).await;
        let name = format!("{PREFIX}{}", Uuid::now_v7().simple());
        connection
            .execute(format!("CREATE DATABASE {name}").as_str())
            .await
            .expect("the test server makes databases");
        connection.close().await.ok();
        let url = server.clone().database(&name).to_url_lossy().to_string();
        Some(Self { name, server, url })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// On a thread of its own: dropping cannot wait for the test's runtime, which may be this very thread.
    pub(super) fn drop_it(&self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let dropped = runtime.expect("a runtime starts").block_on(async {
                let mut connection = server.connect().await?;
                drop_database(&mut connection, &name).await
            });
            if let Err(error) = dropped {
                eprintln!("`{name}` was left behind and will be swept: {error}");
            }
        });
        dropping.join().ok();
    }
}

async fn drop_database(connection: &mut PgConnection, name: &str) -> Result<(), sqlx::Error> {
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    connection.execute(drop.as_str()).await.map(|_| ())
}

/// Drops what killed runs left. The names hold the time of their making.
async fn sweep(server: &PgConnectOptions) {
    let Ok(mut connection) = server.connect().await else {
        return;
    };
    let names: Vec<String> =
        sqlx::query_scalar("SELECT datname::text FROM pg_database WHERE datname LIKE $1")
            .bind(format!("{}%", PREFIX.replace('_', "\\_")))
            .fetch_all(&mut connection)
            .await
            .unwrap_or_default();
    for name in names.iter().filter(|name| is_left_behind(name)) {
        // another run may be sweeping too
        drop_database(&mut connection, name).await.ok();
    }
}

fn is_left_behind(name: &str) -> bool {
    let made = name
        .strip_prefix(PREFIX)
        .and_then(|id| Uuid::parse_str(id).ok())
        .and_then(|id| id.get_timestamp())
        .map(|made| SystemTime::UNIX_EPOCH + Duration::from_secs(made.to_unix().0));
    made.and_then(|made| made.elapsed().ok())
        .is_some_and(|age| age > LEFT_BEHIND)
}
