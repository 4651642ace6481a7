//! Looking at read tables past heirloom, as a person with `psql` or `sqlite3` does.

use heirloom::store::Database;
use sqlx::Row as _;

use crate::support::House;

/// The text in the first column of every row.
pub(super) async fn texts(house: &House, sql: &str) -> Vec<String> {
    let asked = match house.place.database() {
        Database::Sqlite(log) => {
            let rows = sqlx::query(sql).fetch_all(log.readers()).await;
            rows.map(|rows| rows.iter().map(|row| row.get(0)).collect())
        }
        Database::Postgres(log) => {
            let rows = sqlx::query(sql).fetch_all(log.pool()).await;
            rows.map(|rows| rows.iter().map(|row| row.get(0)).collect())
        }
    };
    asked.unwrap_or_else(|error| panic!("{error}: {sql}"))
}

pub(super) async fn execute(house: &House, sql: &str) {
    house
        .place
        .execute(sql)
        .await
        .unwrap_or_else(|error| panic!("{error}: {sql}"));
}

pub(super) fn is_postgres(house: &House) -> bool {
    matches!(house.place.database(), Database::Postgres(_))
}

/// A table of a generation: `recipes_v8_g1.recipes`, `recipes_v8_g1__recipes`.
pub(super) fn table(house: &House, generation: &str, name: &str) -> String {
    match is_postgres(house) {
        true => format!("{generation}.{name}"),
        false => format!("{generation}__{name}"),
    }
}

/// Every table of every generation, by the name that SQL has for it.
pub(super) async fn of_generations(house: &House) -> Vec<String> {
    const POSTGRES: &str =
        r"SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname ~ '_v\d+_g\d+$' ORDER BY 1";
    const SQLITE: &str = r"SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '*_v[0-9]*_g[0-9]*__*' AND name NOT GLOB '*_fts*' ORDER BY 1";
    texts(house, if is_postgres(house) { POSTGRES } else { SQLITE }).await
}

/// Where the rows of a table lie on PostgreSQL, and which transaction wrote each: the same only where no row
/// was touched. On SQLite, where no such thing can be asked, all that they say.
pub(super) async fn rows(house: &House, table: &str) -> Vec<String> {
    match is_postgres(house) {
        true => {
            texts(
                house,
                &format!("SELECT ctid::text || ' ' || xmin::text FROM {table} ORDER BY ctid"),
            )
            .await
        }
        false => {
            let columns = texts(house, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let row = columns
                .iter()
                .map(|column| format!("quote({column})"))
                .collect::<Vec<_>>()
                .join(" || ',' || ");
            texts(house, &format!("SELECT {row} FROM {table} ORDER BY 1")).await
        }
    }
}

/// Makes SQLite refuse whoever touches a row of a generation; PostgreSQL is asked by [`rows`].
pub(super) async fn guard(house: &House) {
    if is_postgres(house) {
        return;
    }
    for table in of_generations(house).await {
        for verb in ["INSERT", "UPDATE", "DELETE"] {
            let sql = format!(
                "CREATE TRIGGER guard_{verb}_{table} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'a row was moved'); END"
            );
            execute(house, &sql).await;
        }
    }
}

/// Foreign keys that leave their generation: `from -> to`.
pub(super) async fn stray_foreign_keys(house: &House) -> Vec<String> {
    if is_postgres(house) {
        const SQL: &str = "SELECT conrelid::regclass::text || ' -> ' || confrelid::regclass::text FROM pg_constraint c \
             JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid \
             WHERE c.contype = 'f' AND a.relnamespace <> b.relnamespace";
        return texts(house, SQL).await;
    }
    let generation = |table: &str| {
        table
            .split_once("__")
            .map(|(generation, _)| generation.to_owned())
    };
    let mut stray = Vec::new();
    for table in of_generations(house).await {
        for to in texts(
            house,
            &format!("SELECT \"table\" FROM pragma_foreign_key_list('{table}')"),
        )
        .await
        {
            if generation(&to) != generation(&table) {
                stray.push(format!("{table} -> {to}"));
            }
        }
    }
    stray
}
