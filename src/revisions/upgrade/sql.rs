//! The statements of a move, to be read before it is made.
//!
//! They are what the builder and the switch run on this database, less the rows and the bookkeeping of
//! heirloom, which no statement by hand could keep up.

use std::fmt::Write as _;

use heirloom_projections::target::{Bound, Generation, Target, Version};
use heirloom_projections::{Dialect, models};

use super::{Move, MoveError};

/// The SQL of a move on the database at hand.
///
/// # Errors
/// Where the database fails.
pub async fn sql_of(to: &Move<'_>) -> Result<String, MoveError> {
    let db = to.heirloom().engine().read_db();
    let (dialect, generations) = (db.dialect(), db.generations().await?);
    let way = to.way();
    let mut text = format!(
        "-- {} to {}\n-- This is what `heirloom {}` runs here, to be read: rows are loaded by heirloom itself.\n",
        way.from.name,
        way.to.name,
        way.direction().as_str()
    );
    let mut versions = way.versions(to.direct());
    versions.retain(|version| !way.from.projections.contains(version));
    for version in &versions {
        build(&mut text, *version, dialect, &generations);
    }
    text.push_str("\n-- the switch: all of it in one transaction\nBEGIN;\n");
    for version in to.shown_anew() {
        if let Some(bound) = bound(version, &generations) {
            views(&mut text, &bound, dialect);
        }
    }
    for name in way.hidden() {
        hide(&mut text, name, way.from.projections.as_slice(), dialect);
    }
    let table = match dialect {
        Dialect::Postgres => "heirloom.revisions",
        Dialect::Sqlite => "revisions",
    };
    let _ = writeln!(
        text,
        "INSERT INTO {table} (no, revision, direction, events, actor, reason)\n  \
         SELECT max(no) + 1, '{}', '{}', /* events now */, /* actor */, /* reason */ FROM {table};\nCOMMIT;",
        way.to.name,
        way.direction().as_str()
    );
    Ok(text)
}

/// The tables of a version, where there are none yet.
fn build(text: &mut String, version: Version, dialect: Dialect, generations: &[Generation]) {
    let Some(bound) = bound(version, generations) else {
        return;
    };
    let target = &bound.target;
    if generations.iter().any(|generation| generation.target == *target) {
        let _ = writeln!(text, "\n-- `{target}` is there already");
        return;
    }
    let ddl = bound.model.ddl(dialect);
    let _ = writeln!(text, "\n-- `{}` version {}", version.0, version.1);
    if dialect == Dialect::Postgres {
        let _ = writeln!(text, "CREATE SCHEMA {};", target.namespace());
    }
    text.push_str(bound.fill_in(dialect, ddl.create).trim());
    let _ = writeln!(
        text,
        "\n-- here the rows of `{target}` are loaded from the log; then:"
    );
    text.push_str(bound.fill_in(dialect, ddl.after_load).trim());
    text.push('\n');
}

/// The tables that a version has, or will have.
fn bound((name, version): Version, generations: &[Generation]) -> Option<Bound> {
    let model = models::all()
        .iter()
        .copied()
        .find(|m| m.name() == name && m.version() == version)?;
    let newest = generations
        .iter()
        .rfind(|generation| generation.target.is_of(model));
    let target = match newest {
        Some(newest) => newest.target.clone(),
        None => Target {
            projection: name.to_owned(),
            version,
            generation: 1,
        },
    };
    Some(Bound { target, model })
}

fn views(text: &mut String, bound: &Bound, dialect: Dialect) {
    for (at, table) in bound.model.tables().iter().enumerate() {
        let columns: Vec<&str> = table.column_names().collect();
        let select = format!("SELECT {} FROM {}", columns.join(", "), bound.table(dialect, at));
        show(text, table.name, &select, dialect);
    }
    for view in bound.model.ddl(dialect).views {
        show(text, view.name, &bound.fill_in(dialect, view.select), dialect);
    }
}

fn show(text: &mut String, name: &str, select: &str, dialect: Dialect) {
    let _ = match dialect {
        Dialect::Postgres => writeln!(text, "CREATE OR REPLACE VIEW read.{name} AS {select};"),
        Dialect::Sqlite => writeln!(
            text,
            "DROP VIEW IF EXISTS {name};\nCREATE VIEW {name} AS {select};"
        ),
    };
}

/// The views of a projection that is not shown any more.
fn hide(text: &mut String, name: &str, versions: &[Version], dialect: Dialect) {
    let schema = if dialect == Dialect::Postgres { "read." } else { "" };
    let is_it = |model: &&heirloom_projections::target::Model| {
        model.name() == name && versions.contains(&(model.name(), model.version()))
    };
    let Some(model) = models::all().iter().find(is_it) else {
        return;
    };
    let tables = model.tables().iter().map(|table| table.name);
    for view in tables.chain(model.ddl(dialect).views.iter().map(|view| view.name)) {
        let _ = writeln!(text, "DROP VIEW IF EXISTS {schema}{view};");
    }
}
