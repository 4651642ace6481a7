//! `heirloom mealgenie …`: the application's own tables, for its queries and as a proof.

use std::fmt::Write as _;

use heirloom_events::values::HouseholdId;
use heirloom_projections::{Column, Kind, ReadPool, Table};
use sqlx::Executor as _;

use super::exit::Usage;
use super::mealgenie_args::{Compare, Mealgenie, Views};
use super::report::Report;
use super::session::Session;
use crate::audit::mealgenie::tables::{model, plain};
use crate::audit::mealgenie::{Tables, compare as compared, noted_otherwise};
use crate::importers::mealgenie::source;

/// Carries out one verb.
///
/// # Errors
/// Where the active revision does not have the tables, a database cannot be read, or a schema not be made.
pub(super) async fn run(session: &Session, verb: Mealgenie) -> anyhow::Result<Report> {
    match verb {
        Mealgenie::Views(args) => views(session, args).await,
        Mealgenie::Compare(args) => compare(session, args).await,
    }
}

async fn views(session: &Session, args: Views) -> anyhow::Result<Report> {
    let pool = session.heirloom().tables();
    let schema = quoted(&args.schema);
    let statements = match pool {
        ReadPool::Postgres(_) if args.drop => dropped(&schema),
        ReadPool::Postgres(_) => postgres(&schema, session.household(), args.grant_to.as_deref()),
        ReadPool::Sqlite(_) if args.drop || args.grant_to.is_some() => {
            let why = "SQLite's views are each connection's own: none is kept, and there are no roles";
            return Err(Usage(format!("`--drop` and `--grant-to` are for PostgreSQL: {why}")).into());
        }
        ReadPool::Sqlite(_) => sqlite(session.household()),
    };
    if !args.drop {
        have_tables(pool).await?;
    }
    let report = Report::new(statements.join("\n")).with("statements", &statements);
    match pool {
        ReadPool::Postgres(pool) if !args.sql => {
            let mut all = pool.begin().await?;
            for statement in &statements {
                all.execute(sqlx::raw_sql(statement)).await?;
            }
            all.commit().await?;
            let done = if args.drop {
                "is gone"
            } else {
                "has the application's tables as views"
            };
            Ok(Report {
                text: format!("the schema {schema} {done}"),
                ..report
            })
        }
        _ => Ok(report),
    }
}

/// A database of an older revision says what to do.
async fn have_tables(pool: &ReadPool) -> anyhow::Result<()> {
    let probe = "SELECT id FROM {read}mealgenie_recipe WHERE 1 = 0";
    match pool.fetch("the application's tables", probe, &[]).await {
        Ok(_) => Ok(()),
        Err(error) if error.source.as_database_error().is_some() => {
            let why =
                "the active revision does not have the application's tables; `heirloom upgrade` brings them";
            Err(Usage(why.to_owned()).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// In a schema of their own, under the application's names.
fn postgres(schema: &str, household: HouseholdId, role: Option<&str>) -> Vec<String> {
    let mut statements = vec![format!("CREATE SCHEMA IF NOT EXISTS {schema};")];
    for table in model().tables() {
        let columns = columns(table, |column| match is_naive(table, column) {
            true => Some(format!("{0} AT TIME ZONE 'UTC' AS {0}", column.name)),
            false => None,
        });
        let name = plain(table.name);
        statements.push(format!(
            "CREATE OR REPLACE VIEW {schema}.{name} AS SELECT {columns} FROM read.{} WHERE household_id = '{household}';",
            table.name
        ));
    }
    if let Some(role) = role.map(quoted) {
        statements.push(format!("GRANT USAGE ON SCHEMA {schema} TO {role};"));
        statements.push(format!(
            "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role};"
        ));
    }
    statements
}

/// Taken away one by one: what else is in the schema stays, and then the schema does.
fn dropped(schema: &str) -> Vec<String> {
    let names = model().tables().iter().map(|table| plain(table.name));
    let mut statements: Vec<String> = names
        .map(|name| format!("DROP VIEW IF EXISTS {schema}.{name};"))
        .collect();
    statements.push(format!("DROP SCHEMA IF EXISTS {schema};"));
    statements
}

/// Each connection's own, which go before heirloom's views of the same names. Times are written as the application's
/// driver writes and compares them.
fn sqlite(household: HouseholdId) -> Vec<String> {
    let tables = model().tables().iter().map(|table| {
        let columns = columns(table, |column| match column.kind {
            Kind::Time => Some(format!(
                "replace(substr({0}, 1, 26), 'T', ' ') AS {0}",
                column.name
            )),
            _ => None,
        });
        let mut view = String::new();
        let _ = write!(
            view,
            "CREATE TEMP VIEW {} AS SELECT {columns} FROM main.{} WHERE household_id = '{household}';",
            plain(table.name),
            table.name
        );
        view
    });
    tables.collect()
}

fn columns(table: &Table, otherwise: impl Fn(&Column) -> Option<String>) -> String {
    let column = |column: &Column| otherwise(column).unwrap_or_else(|| column.name.to_owned());
    table.columns[1..]
        .iter()
        .map(column)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Times that the application holds without a zone, in UTC.
fn is_naive(table: &Table, column: &Column) -> bool {
    matches!(
        (plain(table.name), column.name),
        ("recipe_history", "cooked_at") | ("unit_conversion_rules", "created_at")
    )
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

async fn compare(session: &Session, args: Compare) -> anyhow::Result<Report> {
    let rows = source::read(&args.source).await?;
    session.catch_up().await?;
    have_tables(session.heirloom().tables()).await?;
    let tables = Tables::read(session.heirloom().tables(), session.household()).await?;
    let mut comparison = compared(&rows, &tables, &[]);
    if !comparison.is_equal() {
        let told = noted_otherwise(session.log().as_ref(), session.household()).await?;
        comparison = compared(&rows, &tables, &told);
    }
    let exit = u8::from(!comparison.is_equal());
    let report = Report::new(comparison.to_string()).with("equal", comparison.is_equal());
    Ok(report
        .with("tables", &comparison.tables)
        .with("differences", &comparison.differences)
        .exit(exit))
}
