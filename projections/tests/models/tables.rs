//! What the tables are declared as is what the databases make of their SQL.

use std::collections::{BTreeMap, HashSet};

use heirloom_projections::{Column, Dialect, Kind, models};

use crate::database::{Database, postgres_type, schema};

/// The columns that a table may have beside the declared ones.
const EXTRA: [&str; 2] = ["document", "search_id"];

async fn declared_columns_are_the_real_ones(db: Database) {
    db.load(&[]).await;
    for projection in models::all() {
        for table in projection.tables() {
            let real = columns(&db, &schema(db.pool.dialect(), *projection), table.name).await;
            let names: Vec<&str> = real.iter().map(|(name, _)| name.as_str()).collect();
            let names: Vec<&str> = names.into_iter().filter(|name| !EXTRA.contains(name)).collect();
            assert_eq!(names, table.column_names().collect::<Vec<_>>(), "{}", table.name);
            let types: BTreeMap<_, _> = real.iter().cloned().collect();
            for Column { name, kind } in table.columns {
                let wanted = match db.pool.dialect() {
                    Dialect::Postgres => postgres_type(*kind),
                    Dialect::Sqlite => sqlite_type(*kind),
                };
                assert_eq!(types[*name], wanted, "{}.{name}", table.name);
            }
        }
    }
}

async fn columns(db: &Database, schema: &str, table: &str) -> Vec<(String, String)> {
    let query = match db.pool.dialect() {
        Dialect::Postgres => format!(
            "SELECT column_name::text AS name, data_type::text AS type FROM information_schema.columns \
             WHERE table_schema || '.' = '{schema}' AND table_name = '{table}' ORDER BY ordinal_position"
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
        Kind::Uuid | Kind::Text | Kind::Date | Kind::Time => "text",
        Kind::Int | Kind::Bool => "integer",
    }
}

/// The declared key is unique in the database, as upserts need it to be.
async fn declared_keys_are_the_real_ones(db: Database) {
    db.load(&[]).await;
    for projection in models::all() {
        for table in projection.tables() {
            let keys: Vec<&str> = table.key_names().collect();
            let (key, first) = (keys.join(", "), table.columns[table.key].name);
            let schema = schema(db.pool.dialect(), *projection);
            let name = table.name;
            // Either database refuses the clause where no unique index is on just these columns.
            db.execute(&format!(
                "INSERT INTO {schema}{name} ({key}) SELECT {key} FROM {schema}{name} WHERE 1 = 0 \
                 ON CONFLICT ({key}) DO UPDATE SET {first} = excluded.{first}"
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
    let mut names = HashSet::new();
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
            assert!(names.insert(table.name), "`{}` is taken twice", table.name);
        }
        for view in projection.ddl(Dialect::Sqlite).views {
            assert!(names.insert(view.name), "`{}` is taken twice", view.name);
        }
    }
}
