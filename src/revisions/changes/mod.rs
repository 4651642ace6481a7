//! What a revision changes, for people: fields of events, columns of tables.
//!
//! Events are compared by their JSON Schemas, tables by what their projections declare; nothing is written
//! down a second time.

mod fields;

use heirloom_events::schema;

use super::State;
use super::check::Files;
use super::read_models::{ReadModelError, ReadTable, sql_type, tables_of};
use fields::{Fields, fields};
use heirloom_projections::target::Model;
use heirloom_projections::{Dialect, models};

/// All that a revision changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Changes {
    /// Events that get another version, or are new.
    pub events: Vec<EventChange>,
    /// Events that are not written any more.
    pub retired: Vec<&'static str>,
    /// Projections that get another version, or are new.
    pub projections: Vec<ProjectionChange>,
}

/// What becomes of one event.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct EventChange {
    /// Its name.
    pub event: &'static str,
    /// The version before; none: the event is new.
    pub from: Option<u32>,
    /// The version from this revision on.
    pub to: u32,
    /// Its fields.
    pub fields: FieldChanges,
}

/// What becomes of one projection.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ProjectionChange {
    /// Its name.
    pub projection: &'static str,
    /// The version before; none: the projection is new.
    pub from: Option<u32>,
    /// The version from this revision on.
    pub to: u32,
    /// Its tables' columns, as `table.column`.
    pub columns: FieldChanges,
    /// Its indexes, by name.
    pub indexes: FieldChanges,
    /// Columns that may read otherwise than before, as the revision declares.
    pub declared: Vec<&'static str>,
}

/// Fields or columns that came, went or have another type, each with its type in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct FieldChanges {
    /// Only the new version has them.
    pub added: Vec<(String, String)>,
    /// Only the old version has them.
    pub removed: Vec<(String, String)>,
    /// Name, type before, type now.
    pub changed: Vec<(String, String, String)>,
}

impl FieldChanges {
    fn between(old: &Fields, new: &Fields) -> Self {
        let only_in = |one: &Fields, other: &Fields| {
            one.iter()
                .filter(|(path, _)| !other.contains_key(*path) && !parent_is_new(path, one, other))
                .map(|(path, kind)| (path.clone(), kind.clone()))
                .collect()
        };
        let changed = new.iter().filter_map(|(path, kind)| {
            let before = old.get(path).filter(|before| *before != kind)?;
            Some((path.clone(), before.clone(), kind.clone()))
        });
        Self {
            added: only_in(new, old),
            removed: only_in(old, new),
            changed: changed.collect(),
        }
    }
}

/// Whether what the field stands in came, or went, as well: then that is all there is to say.
fn parent_is_new(path: &str, one: &Fields, other: &Fields) -> bool {
    let parent = path
        .rsplit_once('.')
        .map(|(parent, _)| parent.trim_end_matches("[]"));
    parent.is_some_and(|parent| one.contains_key(parent) && !other.contains_key(parent))
}

/// What the revision of that state changes over the one before it.
///
/// # Errors
/// Where its tables cannot be told.
pub async fn changes(state: &State) -> Result<Changes, ReadModelError> {
    let before = state.index.checked_sub(1).map(State::at);
    let revision = state.revision();
    let files = Files::embedded();
    let mut events = Vec::new();
    for (event, to) in revision.events {
        let from = before.as_ref().and_then(|before| before.events.get(event));
        let fields = event_fields(&files, event, from, *to);
        events.push(EventChange {
            event,
            from,
            to: *to,
            fields,
        });
    }
    let mut projections = Vec::new();
    for (projection, to) in revision.projections {
        let shown = before.iter().flat_map(|before| &before.projections);
        let from = shown
            .clone()
            .find(|(name, _)| name == projection)
            .map(|(_, version)| *version);
        projections.push(projection_change(state, projection, from, *to).await?);
    }
    Ok(Changes {
        events,
        retired: revision.retires.to_vec(),
        projections,
    })
}

async fn projection_change(
    state: &State,
    projection: &'static str,
    from: Option<u32>,
    to: u32,
) -> Result<ProjectionChange, ReadModelError> {
    let old = match from {
        Some(version) => tables_of(state.name, projection, version).await?,
        None => Vec::new(),
    };
    let new = tables_of(state.name, projection, to).await?;
    let is_ours = |column: &&&str| {
        // one that leaves is told among the columns
        columns(&new).contains_key(**column)
    };
    let declared = state
        .revision()
        .declared
        .iter()
        .filter(is_ours)
        .copied()
        .collect();
    let columns = FieldChanges::between(&columns(&old), &columns(&new));
    let before = from.map(|from| indexes(projection, from)).unwrap_or_default();
    let indexes = FieldChanges::between(&before, &indexes(projection, to));
    Ok(ProjectionChange {
        projection,
        from,
        to,
        columns,
        indexes,
        declared,
    })
}

/// What becomes of an event's fields; nothing is said where a version's schema is not known.
fn event_fields(files: &Files, event: &str, from: Option<u32>, to: u32) -> FieldChanges {
    let old = match from {
        None => Some(Fields::new()),
        Some(version) => fields_of(files, event, version),
    };
    match (old, fields_of(files, event, to)) {
        (Some(old), Some(new)) => FieldChanges::between(&old, &new),
        _ => FieldChanges::default(),
    }
}

fn fields_of(files: &Files, event: &str, version: u32) -> Option<Fields> {
    if let Some(released) = files.json(&format!("{event}/v{version}.json")) {
        return Some(fields(&released));
    }
    // Not released yet: as its type says.
    let schema = schema::all()
        .into_iter()
        .find(|(name, v, _)| *name == event && *v == version);
    schema.map(|(_, _, schema)| fields(&schema.to_value()))
}

/// The indexes that a version of a projection has on PostgreSQL, by name.
fn indexes(projection: &str, version: u32) -> Fields {
    let is_it = |model: &&Model| model.name() == projection && model.version() == version;
    let Some(model) = models::all().iter().find(is_it) else {
        return Fields::new();
    };
    let statements = model.ddl(Dialect::Postgres).after_load.split(';');
    statements.filter_map(index).collect()
}

/// The name of the index that a statement makes, and on what.
fn index(statement: &str) -> Option<(String, String)> {
    let (head, on) = statement.split_once(" ON ")?;
    let name = head.rsplit_once("INDEX ").map(|(_, name)| name.trim())?;
    let on: Vec<&str> = on.split_whitespace().collect();
    Some((
        name.to_owned(),
        format!("index on {}", on.join(" ").replace("{schema}", "")),
    ))
}

/// Tables and their columns, with the types that PostgreSQL gives them.
fn columns(tables: &[ReadTable]) -> Fields {
    let mut columns = Fields::new();
    for table in tables {
        columns.insert(table.name.to_owned(), "table".into());
        for column in &table.columns {
            let null = if column.nullable { "" } else { " not null" };
            let kind = sql_type(column.kind, Dialect::Postgres) + null;
            columns.insert(format!("{}.{}", table.name, column.name), kind);
        }
    }
    columns
}
