//! What the tables are declared as is what the databases make of their SQL.

use std::collections::{BTreeMap, HashMap};

use heirloom_projections::{Column, Dialect, Kind, models};

use crate::database::{Database, postgres_type, schema};

/// The columns that a table may have beside the declared ones.
const EXTRA: [&str; 2] = ["document", "search_id"];

async fn declared_columns_are_the_real_ones(db: Database) {
    db.create(models::all()).await;
    db.after_load(models::all()).await;
    for projection in models::all() {
        for table in projection.tables() {
            let schema = schema(db.pool.dialect(), *projection);
            let real = columns(&db, &schema, table.name).await;
            let names: Vec<&str> = real.iter().map(|(name, _)| name.as_str()).collect();
            let names: Vec<&str> = names.into_iter().filter(|name| !EXTRA.contains(name)).collect();
            assert_eq!(names, table.column_names().collect::<Vec<_>>(), "{}", table.name);
            let types: BTreeMap<_, _> = real.iter().cloned().collect();
            for Column { name, kind } in table.columns {
                let wanted = match db.pool.dialect() {
                    Dialect::Postgres => postgres_type(*kind),
                    Dialect::Sqlite => sqlite_type(*kind).to_owned(),
                };
                assert_eq!(types[*name], wanted, "{}.{name}", table.name);
                if let (Dialect::Sqlite, Kind::Varchar(chars)) = (db.pool.dialect(), kind) {
                    let check = format!("CHECK (length({name}) <= {chars})");
                    let sql = statement(&db, &format!("{schema}{}", table.name)).await;
                    assert!(sql.contains(&check), "`{check}` is missing in {sql}");
                }
            }
        }
    }
}

async fn columns(db: &Database, schema: &str, table: &str) -> Vec<(String, String)> {
    let query = match db.pool.dialect() {
        Dialect::Postgres => format!(
            "SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute \
             WHERE attrelid = '{schema}{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        ),
        Dialect::Sqlite => {
            format!("SELECT name, lower(type) AS type FROM pragma_table_info('{schema}{table}')")
        }
    };
    let read = |row: &heirloom_projections::read_pool::ReadRow| Ok((row.text("name")?, row.text("type")?));
    db.pool.read("columns", &query, &[], read).await.unwrap()
}

fn sqlite_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Uuid | Kind::Text | Kind::Varchar(_) | Kind::Date | Kind::Time => "text",
        Kind::Double => "real",
        Kind::Int | Kind::Integer | Kind::Bool => "integer",
    }
}

/// The statement that SQLite has for a table.
async fn statement(db: &Database, table: &str) -> String {
    let query = format!("SELECT sql FROM sqlite_master WHERE name = '{table}'");
    let read = |row: &heirloom_projections::read_pool::ReadRow| row.text("sql");
    db.pool.read("a table", &query, &[], read).await.unwrap().join("")
}

/// The declared key is unique in the database, as upserts need it to be.
async fn declared_keys_are_the_real_ones(db: Database) {
    db.create(models::all()).await;
    db.after_load(models::all()).await;
    for projection in models::all() {
        for table in projection.tables() {
            let keys: Vec<&str> = table.key_names().collect();
            let key = keys.join(", ");
            let schema = schema(db.pool.dialect(), *projection);
            let name = table.name;
            // Either database refuses the clause where no unique index is on just these columns.
            db.execute(&format!(
                "INSERT INTO {schema}{name} ({key}) SELECT {key} FROM {schema}{name} WHERE 1 = 0 \
                 ON CONFLICT ({key}) DO NOTHING"
            ))
            .await;
        }
    }
}

#[tokio::test]
async fn declared_columns_are_those_of_sqlite() {
    declared_columns_are_the_real_ones(Database::sqlite().await).await;
}

#[tokio::test]
async fn declared_columns_are_those_of_postgres() {
    if let Some(db) = Database::postgres().await {
        declared_columns_are_the_real_ones(db).await;
    }
}

#[tokio::test]
async fn declared_keys_are_those_of_sqlite() {
    declared_keys_are_the_real_ones(Database::sqlite().await).await;
}

#[tokio::test]
async fn declared_keys_are_those_of_postgres() {
    if let Some(db) = Database::postgres().await {
        declared_keys_are_the_real_ones(db).await;
    }
}

#[test]
fn every_key_starts_with_the_household_and_no_name_is_taken_twice() {
    let mut names = HashMap::new();
    let mut take = |name, by| {
        let before = names.insert(name, by);
        assert!(before.is_none_or(|other| other == by), "`{name}` is taken twice");
    };
    for projection in models::all() {
        for table in projection.tables() {
            assert_eq!(
                table.columns[0],
                Column {
                    name: "household_id",
                    kind: Kind::Uuid
                }
            );
            assert!(table.key > 1);
            take(table.name, projection.name());
        }
        for view in projection.ddl(Dialect::Sqlite).views {
            take(view.name, projection.name());
        }
    }
}
