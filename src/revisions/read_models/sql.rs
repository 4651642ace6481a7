//! Read models as SQL: tables, for tools that make code out of them (sqlc, jOOQ, Prisma …).

use std::fmt::Write as _;

use heirloom_projections::{Dialect, Kind};

use super::{ReadColumn, ReadTable};
use crate::revisions::State;

/// The type of a column as a database calls it.
#[must_use]
pub fn sql_type(kind: Kind, dialect: Dialect) -> String {
    match (dialect, kind) {
        (Dialect::Postgres, Kind::Uuid) => "uuid".into(),
        (Dialect::Postgres, Kind::Int) => "bigint".into(),
        (Dialect::Postgres, Kind::Integer) => "integer".into(),
        (Dialect::Postgres, Kind::Varchar(chars)) => format!("varchar({chars})"),
        (Dialect::Postgres, Kind::Double) => "double precision".into(),
        (Dialect::Postgres, Kind::Bool) => "boolean".into(),
        (Dialect::Postgres, Kind::Date) => "date".into(),
        (Dialect::Postgres, Kind::Time) => "timestamptz".into(),
        (Dialect::Sqlite, Kind::Double) => "real".into(),
        (Dialect::Sqlite, Kind::Int | Kind::Integer | Kind::Bool) => "integer".into(),
        (_, Kind::Text) | (Dialect::Sqlite, Kind::Uuid | Kind::Varchar(_) | Kind::Date | Kind::Time) => {
            "text".into()
        }
    }
}

/// What the type does not say on SQLite.
fn note(kind: Kind, dialect: Dialect) -> Option<String> {
    let note = match (dialect, kind) {
        (Dialect::Postgres, _) | (_, Kind::Text | Kind::Int | Kind::Double) => return None,
        (Dialect::Sqlite, Kind::Uuid) => "a UUID, hyphenated",
        (Dialect::Sqlite, Kind::Varchar(chars)) => return Some(format!("at most {chars} characters")),
        (Dialect::Sqlite, Kind::Integer) => "of 32 bits",
        (Dialect::Sqlite, Kind::Bool) => "0 or 1",
        (Dialect::Sqlite, Kind::Date) => "2026-01-31",
        (Dialect::Sqlite, Kind::Time) => "2026-01-31T12:00:00.000000Z",
    };
    Some(note.to_owned())
}

/// The stable views of a revision, written as tables.
#[must_use]
pub fn sql(state: &State, tables: &[ReadTable], dialect: Dialect) -> String {
    let mut text = format!(
        "-- The stable views at revision {}, written as tables: for tools that make\n\
         -- code out of them. Do not run it on the log's database: heirloom makes the views there.\n",
        state.name
    );
    if dialect == Dialect::Postgres {
        text.push_str("CREATE SCHEMA IF NOT EXISTS read;\n");
    }
    for table in tables {
        text.push_str(&table_sql(table, dialect));
    }
    text
}

fn table_sql(table: &ReadTable, dialect: Dialect) -> String {
    let schema = match dialect {
        Dialect::Postgres => "read.",
        Dialect::Sqlite => "",
    };
    let mut text = format!(
        "\n-- of the projection `{}`, version {}\nCREATE TABLE {schema}{} (\n",
        table.projection, table.version, table.name
    );
    for column in &table.columns {
        text.push_str(&column_sql(column, dialect));
    }
    let key: Vec<&str> = table.key_names().collect();
    let _ = writeln!(text, "  PRIMARY KEY ({})\n);", key.join(", "));
    text
}

fn column_sql(column: &ReadColumn, dialect: Dialect) -> String {
    let not_null = if column.nullable { "" } else { " NOT NULL" };
    let note = note(column.kind, dialect).map_or(String::new(), |note| format!(" -- {note}"));
    format!(
        "  {} {}{not_null},{note}\n",
        column.name,
        sql_type(column.kind, dialect)
    )
}
