//! Anything in any column.

use super::super::{columns, made::Made};

/// Whatever stands in whatever column, it is answered, and no row is lost.
#[tokio::test(flavor = "multi_thread")]
async fn anything_in_any_column_is_answered_without_a_panic() {
    let values = [
        "NULL",
        "''",
        "'x'",
        "x'FF00'",
        "-9223372036854775808",
        "9e999",
        "1e300",
        "'[1,'",
        "'false'",
        "0.5",
    ];
    for (table, columns) in columns::at(40) {
        let made = Made::at(40).await;
        let names: Vec<&str> = columns
            .iter()
            .filter_map(|column| column.split(' ').next())
            .collect();
        // without a primary key, so that the id may be anything too
        let bare: Vec<String> = columns
            .iter()
            .map(|column| column.replace(" PRIMARY KEY", ""))
            .collect();
        let all = names.join(", ");
        let mut sql = format!(
            "CREATE TABLE copy ({}); INSERT INTO copy ({all}) SELECT {all} FROM {table}; DROP TABLE {table}; \
             ALTER TABLE copy RENAME TO {table}; CREATE TABLE kept AS SELECT * FROM {table} LIMIT 1;",
            bare.join(", ")
        );
        let mut key = 100;
        for column in &names {
            for value in values {
                // a key of its own, then the value
                let set = |name: &&str| match *name {
                    name if name == *column => value.to_owned(),
                    name if name == names[0] => key.to_string(),
                    name => name.to_owned(),
                };
                let row: Vec<String> = names.iter().map(set).collect();
                sql.push_str(&format!(
                    "INSERT INTO {table} SELECT {} FROM kept;",
                    row.join(", ")
                ));
                key += 1;
            }
        }
        made.sql(&format!("BEGIN; {sql} DROP TABLE kept; COMMIT")).await;
        let rows = made.rows().await;
        let there: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {table}"))
            .fetch_one(&mut made.connection().await)
            .await
            .unwrap();
        let read = rows.summary().get(table).map_or(0, |count| count.rows);
        let left = rows
            .out_of_scope
            .iter()
            .find(|out| out.table == table)
            .map_or(0, |out| out.rows);
        assert_eq!(read + left, u64::try_from(there).unwrap(), "{table}");
    }
}
