//! A throwaway database with the read models' tables in it, filled by plain inserts.

use heirloom_events::Recorded;
use heirloom_projections::read_pool::ReadPool;
use heirloom_projections::target::Model;
use heirloom_projections::{Dialect, Kind, Projection, Table, Value, models};
use sqlx::Executor;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::log::{Sink, rows_of};

/// A database of its own; dropped with the value.
pub(crate) struct Database {
    pub(crate) pool: ReadPool,
    /// PostgreSQL: the server, and the database's name on it.
    server: Option<(String, String)>,
}

/// Where a projection's tables live, as `{schema}` has it.
pub(crate) fn schema(dialect: Dialect, projection: &dyn Projection) -> String {
    let behind = if dialect == Dialect::Postgres { "." } else { "__" };
    format!("{}_v{}_g1{behind}", projection.name(), projection.version())
}

/// The first version of each projection: what the views show at the first revision.
pub(crate) fn oldest() -> Vec<Model> {
    let all = models::all().iter().copied();
    all.filter(|model| model.version() == 1 && model.name() != "nutrition")
        .collect()
}

impl Database {
    /// SQLite in memory.
    pub(crate) async fn sqlite() -> Self {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(false);
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None);
        let pool = pool.connect_with(options).await.unwrap();
        Self {
            pool: ReadPool::Sqlite(pool),
            server: None,
        }
    }

    /// A new database on the server of the tests; none where these run without one.
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("HEIRLOOM_TEST_DATABASE_URL") else {
            if std::env::var("HEIRLOOM_TEST_SQLITE_ONLY").is_ok_and(|only| only == "1") {
                println!("SKIPPED: no PostgreSQL, as HEIRLOOM_TEST_SQLITE_ONLY says");
                return None;
            }
            panic!("this test needs PostgreSQL: run `./x test`, or set HEIRLOOM_TEST_DATABASE_URL");
        };
        let name = format!("heirloom_test_{}", uuid::Uuid::now_v7().simple());
        let admin = PgPool::connect(&server).await.unwrap();
        let sql = format!("CREATE DATABASE {name}");
        admin.execute(sqlx::raw_sql(&sql)).await.unwrap();
        admin.close().await;
        let options: sqlx::postgres::PgConnectOptions = server.parse().unwrap();
        let pool = PgPoolOptions::new().max_connections(1);
        let pool = pool.connect_with(options.database(&name)).await.unwrap();
        Some(Self {
            pool: ReadPool::Postgres(pool),
            server: Some((server, name)),
        })
    }

    pub(crate) async fn execute(&self, sql: &str) {
        let done = match &self.pool {
            ReadPool::Postgres(pool) => pool.execute(sqlx::raw_sql(sql)).await.map(|_| ()),
            ReadPool::Sqlite(pool) => pool.execute(sqlx::raw_sql(sql)).await.map(|_| ()),
        };
        done.unwrap_or_else(|error| panic!("{error}: {sql}"));
    }

    /// Makes the newest tables, fills them with what follows from a log, indexes them, makes the views.
    pub(crate) async fn load(&self, log: &[Recorded]) {
        self.load_into(&models::newest(), log).await;
    }

    /// The same with these projections.
    pub(crate) async fn load_into(&self, shown: &[Model], log: &[Recorded]) {
        self.create(shown).await;
        // One connection serves all statements, as none is used in parallel.
        self.execute("BEGIN").await;
        for projection in shown {
            let Sink(rows) = rows_of(*projection, log);
            for (table, values) in rows {
                self.insert(*projection, &projection.tables()[table], &values)
                    .await;
            }
        }
        self.execute("COMMIT").await;
        self.after_load(shown).await;
        self.show(shown).await;
    }

    pub(crate) async fn create(&self, models: &[Model]) {
        let dialect = self.pool.dialect();
        for projection in models {
            let schema = schema(dialect, *projection);
            if dialect == Dialect::Postgres {
                self.execute(&format!("CREATE SCHEMA {}", schema.trim_end_matches('.')))
                    .await;
            }
            self.execute(&projection.ddl(dialect).create.replace("{schema}", &schema))
                .await;
        }
    }

    pub(crate) async fn after_load(&self, models: &[Model]) {
        let dialect = self.pool.dialect();
        for projection in models {
            let schema = schema(dialect, *projection);
            let after_load = projection.ddl(dialect).after_load;
            self.execute(&after_load.replace("{schema}", &schema)).await;
        }
    }

    async fn show(&self, models: &[Model]) {
        let dialect = self.pool.dialect();
        let read = if dialect == Dialect::Postgres { "read." } else { "" };
        if dialect == Dialect::Postgres {
            self.execute("CREATE SCHEMA read").await;
        }
        for projection in models {
            let schema = schema(dialect, *projection);
            let ddl = projection.ddl(dialect);
            for table in projection.tables() {
                let columns: Vec<_> = table.column_names().collect();
                let (name, columns) = (table.name, columns.join(", "));
                self.execute(&format!(
                    "CREATE VIEW {read}{name} AS SELECT {columns} FROM {schema}{name}"
                ))
                .await;
            }
            for view in ddl.views {
                let select = view.select.replace("{schema}", &schema);
                self.execute(&format!("CREATE VIEW {read}{} AS {select}", view.name))
                    .await;
            }
        }
        let analyze = "ANALYZE";
        self.execute(analyze).await;
        if dialect == Dialect::Sqlite {
            self.execute("PRAGMA foreign_keys = ON").await;
            let broken = self
                .pool
                .fetch("broken keys", "PRAGMA foreign_key_check", &[])
                .await;
            assert_eq!(broken.unwrap().len(), 0);
        }
    }

    async fn insert(&self, projection: &dyn Projection, table: &Table, values: &[Value<'_>]) {
        assert_eq!(values.len(), table.columns.len());
        let dialect = self.pool.dialect();
        let places: Vec<String> = (1..)
            .zip(table.columns)
            .map(|(n, column)| match dialect {
                Dialect::Postgres => format!("${n}::text::{}", in_statements(column.kind)),
                Dialect::Sqlite => format!("${n}"),
            })
            .collect();
        let columns: Vec<_> = table.column_names().collect();
        let sql = format!(
            "INSERT INTO {}{} ({}) VALUES ({})",
            schema(dialect, projection),
            table.name,
            columns.join(", "),
            places.join(", ")
        );
        let values: Vec<Value<'_>> = match dialect {
            Dialect::Postgres => values.iter().map(as_text).collect(),
            Dialect::Sqlite => values.to_vec(),
        };
        self.pool
            .fetch("an insert", &sql, &values)
            .await
            .unwrap_or_else(|e| panic!("{e:?}: {values:?}"));
    }
}

/// A value's text: a statement's parameters keep their types, whatever is NULL in a row.
fn as_text<'a>(value: &Value<'a>) -> Value<'a> {
    match value {
        Value::Null | Value::Text(_) => value.clone(),
        Value::Uuid(id) => Value::owned(id.to_string()),
        Value::Int(number) => Value::owned(number.to_string()),
        Value::Integer(number) => Value::owned(number.to_string()),
        Value::Double(number) => Value::owned(format!("{:?}", number.get())),
        Value::Bool(yes) => Value::owned(yes.to_string()),
        Value::Date(day) => Value::owned(day.to_string()),
        Value::Time(moment) => Value::owned(moment.to_rfc3339()),
    }
}

/// The type of a column on PostgreSQL.
pub(crate) fn postgres_type(kind: Kind) -> String {
    let name = match kind {
        Kind::Uuid => "uuid",
        Kind::Text => "text",
        Kind::Varchar(chars) => return format!("character varying({chars})"),
        Kind::Int => "bigint",
        Kind::Integer => "integer",
        Kind::Double => "double precision",
        Kind::Bool => "boolean",
        Kind::Date => "date",
        Kind::Time => "timestamp with time zone",
    };
    name.to_owned()
}

/// The type that a value is cast to: a cast to `varchar(n)` would cut.
fn in_statements(kind: Kind) -> String {
    match kind {
        Kind::Varchar(_) => "text".to_owned(),
        other => postgres_type(other),
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.server.take() else {
            return;
        };
        let drop_it = async move {
            let admin = PgPool::connect(&server).await.unwrap();
            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            admin.execute(sqlx::raw_sql(&sql)).await.unwrap();
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        // A runtime cannot be started within another one's thread.
        std::thread::spawn(move || runtime.block_on(drop_it))
            .join()
            .unwrap();
    }
}
