//! What a revision changes, for people: fields of events, columns of tables.
//!
//! Events are compared by their JSON Schemas, tables by what their projections declare; nothing is written
//! down a second time.

mod fields;

use heirloom_events::schema;
use serde_json::Value;

use super::State;
use super::check::Files;
use super::read_models::{ReadModelError, ReadTable, sql_type, tables_of};
use fields::{Fields, fields};
use heirloom_projections::Dialect;

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
    let mut events = Vec::new();
    for (event, to) in revision.events {
        let from = before.as_ref().and_then(|before| before.events.get(event));
        let fields = FieldChanges::between(&event_fields(event, from), &event_fields(event, Some(*to)));
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
        let table = column.split('.').next().unwrap_or(column);
        new.iter().any(|ours| ours.name == table)
    };
    let declared = state
        .revision()
        .declared
        .iter()
        .filter(is_ours)
        .copied()
        .collect();
    let columns = FieldChanges::between(&columns(&old), &columns(&new));
    Ok(ProjectionChange {
        projection,
        from,
        to,
        columns,
        declared,
    })
}

/// The fields of an event's version; none where there is no version.
fn event_fields(event: &str, version: Option<u32>) -> Fields {
    let Some(version) = version else {
        return Fields::new();
    };
    let released = Files::embedded().json(&format!("{event}/v{version}.json"));
    if let Some(released) = released {
        return fields(&released);
    }
    // Not released yet: as its type says.
    let schema = schema::all()
        .into_iter()
        .find(|(name, v, _)| *name == event && *v == version);
    let schema: Option<Value> = schema.map(|(_, _, schema)| schema.to_value());
    schema.as_ref().map(fields).unwrap_or_default()
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
