//! `heirloom revision show`: what a revision changes, and its read tables for a backend.

use std::fmt::{Display, Write as _};

use heirloom_projections::Dialect;

use crate::cli::args::ShowRevision;
use crate::cli::report::Report;
use crate::cli::style::{ADDED, BOLD, DIM, MOVED, REMOVED, paint};
use crate::revisions::{Changes, FieldChanges, State, changes, find, read_models};

/// Shows a revision. No database is looked at.
///
/// # Errors
/// Where there is no such revision.
pub(in crate::cli) async fn show(database: &str, args: &ShowRevision) -> anyhow::Result<Report> {
    let state = find(&args.revision)?;
    if args.sql || args.json_schema || args.sqlalchemy {
        return read_tables(database, args, &state).await;
    }
    let changes = changes(&state).await?;
    Ok(Report::new(words(&state, &changes))
        .with("revision", state.name)
        .with("meaning", state.revision().meaning)
        .with("changes", changes))
}

async fn read_tables(database: &str, args: &ShowRevision, state: &State) -> anyhow::Result<Report> {
    let tables = read_models::tables(state).await?;
    if args.json_schema {
        let schema = read_models::json_schema(state, &tables);
        return Ok(Report::new(format!("{schema:#}"))
            .with("revision", state.name)
            .with("json_schema", schema));
    }
    let (key, text) = match args.sqlalchemy {
        true => ("sqlalchemy", read_models::sqlalchemy(state, &tables)),
        false => ("sql", read_models::sql(state, &tables, dialect(database))),
    };
    Ok(Report::new(text.clone())
        .with("revision", state.name)
        .with(key, text))
}

fn dialect(database: &str) -> Dialect {
    match database.starts_with("postgres") {
        true => Dialect::Postgres,
        false => Dialect::Sqlite,
    }
}

/// What the revision changes, in words.
fn words(state: &State, changes: &Changes) -> String {
    let mut text = format!("{}\n{}\n", paint(BOLD, state.name), state.revision().meaning);
    if state.index == 0 {
        return text + &first(changes);
    }
    heading(
        &mut text,
        "events",
        changes.events.is_empty() && changes.retired.is_empty(),
    );
    for event in &changes.events {
        line(&mut text, event.event, event.from, event.to);
        fields(&mut text, &event.fields);
    }
    for event in &changes.retired {
        let _ = writeln!(
            text,
            "  {event} {}",
            paint(DIM, "is not written any more, and is read for ever")
        );
    }
    heading(&mut text, "read tables", changes.projections.is_empty());
    for projection in &changes.projections {
        line(&mut text, projection.projection, projection.from, projection.to);
        fields(&mut text, &projection.columns);
        for column in &projection.declared {
            let _ = writeln!(
                text,
                "    {} {column}  may read otherwise than before",
                paint(MOVED, "~")
            );
        }
        if projection.from.is_some() {
            fields(&mut text, &projection.indexes);
        }
        let nothing = FieldChanges::default();
        if projection.columns == nothing && projection.indexes == nothing && projection.declared.is_empty() {
            let _ = writeln!(
                text,
                "    {}",
                paint(DIM, "the same columns and values, by newer events")
            );
        }
    }
    text
}

/// The first revision: everything is new, so names are enough.
fn first(changes: &Changes) -> String {
    let events: Vec<&str> = changes.events.iter().map(|event| event.event).collect();
    let tables = changes
        .projections
        .iter()
        .flat_map(|projection| &projection.columns.added);
    let tables: Vec<&str> = tables
        .map(|(name, _)| name.as_str())
        .filter(|name| !name.contains('.'))
        .collect();
    format!(
        "{}\n  {}\n{}\n  {}\n",
        paint(BOLD, "events, each in version 1"),
        events.join(", "),
        paint(BOLD, "read tables"),
        tables.join(", ")
    )
}

fn heading(text: &mut String, what: &str, is_empty: bool) {
    let none = if is_empty { ": as before" } else { "" };
    let _ = writeln!(text, "{}{none}", paint(BOLD, what));
}

fn line(text: &mut String, name: &str, from: Option<u32>, to: u32) {
    let _ = match from {
        Some(from) => writeln!(text, "  {name} {from} → {to}"),
        None => writeln!(text, "  {name} {to} {}", paint(ADDED, "(new)")),
    };
}

fn fields(text: &mut String, changes: &FieldChanges) {
    let each = |text: &mut String, mark: &dyn Display, fields: &[(String, String)]| {
        for (name, kind) in fields {
            let _ = writeln!(text, "    {mark} {name}  {}", paint(DIM, kind));
        }
    };
    each(text, &paint(ADDED, "+"), &changes.added);
    each(text, &paint(REMOVED, "-"), &changes.removed);
    for (name, before, now) in &changes.changed {
        let _ = writeln!(text, "    {} {name}  {before} → {now}", paint(MOVED, "~"));
    }
}
