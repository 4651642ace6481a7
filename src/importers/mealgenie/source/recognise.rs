//! Which revision a database is at: by what it says, and by the columns that are there.

use std::fmt;

use serde::Serialize;

use super::connection::Connection;
use super::error::SourceError;
use super::revisions::{HEAD, Revision};
use super::shape::{Found, Shape, legal_states, up_to};
use super::value::Value;

/// How many differences a message names.
const NAMED: usize = 5;

/// The state of the schema that a database was found in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// The newest revisions that were applied: one, or two where the application was stopped within a fork.
    pub heads: Vec<&'static str>,
    /// The highest of their numbers in dependency order, 1 to 40.
    pub number: u8,
    /// How that was seen.
    pub by: RecognisedBy,
}

/// How a revision was recognised. The columns fit it in either case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecognisedBy {
    /// `alembic_version` says so.
    Version,
    /// There is no such table, or it is empty: it is the newest revision with these columns.
    Columns,
}

impl fmt::Display for Recognised {
    /// `revision 687a6a7ea1b6 (40 of 40)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.heads.iter().map(|id| shown(id)).collect();
        write!(f, "revision {}", numbers.join(" and "))?;
        match self.by {
            RecognisedBy::Version => Ok(()),
            RecognisedBy::Columns => {
                f.write_str(", recognised by its columns: it names none in `alembic_version`")
            }
        }
    }
}

fn shown(id: &str) -> String {
    let number = Revision::find(id).map_or(0, |revision| revision.number);
    format!("{id} ({number} of 40)")
}

/// Recognises a database, or says why it is none that can be read.
pub(super) async fn recognise(connection: &mut Connection, found: &Found) -> Result<Recognised, SourceError> {
    let place = connection.place().to_owned();
    if found.is_empty() {
        return Err(SourceError::Empty { place });
    }
    must_not_be_half_migrated(&place, found)?;
    let named = named_heads(connection, found).await?;
    let unknown = named.iter().find(|id| Revision::find(id).is_none());
    let ours = found.contains_key("recipe") && found.contains_key("recipe_ingredients");
    if !ours && (named.is_empty() || unknown.is_some()) {
        return Err(foreign(place, found));
    }
    if let Some(revision) = unknown {
        return Err(SourceError::UnknownRevision {
            place,
            revision: revision.clone(),
            newest: HEAD,
        });
    }
    match named.is_empty() {
        true => by_columns(place, found),
        false => by_version(place, found, &named),
    }
}

fn must_not_be_half_migrated(place: &str, found: &Found) -> Result<(), SourceError> {
    const LEFT: &str = "_alembic_tmp_";
    let left: Vec<&str> = found
        .keys()
        .filter_map(|table| table.strip_prefix(LEFT))
        .collect();
    let Some(table) = left.first() else { return Ok(()) };
    let tables: Vec<String> = left
        .iter()
        .map(|table| format!("the table `{LEFT}{table}`"))
        .collect();
    Err(SourceError::HalfMigrated {
        place: place.to_owned(),
        tables: tables.join(" and "),
        table: (*table).to_owned(),
    })
}

async fn named_heads(connection: &mut Connection, found: &Found) -> Result<Vec<String>, SourceError> {
    const COLUMN: &str = "version_num";
    let known = found
        .get("alembic_version")
        .is_some_and(|columns| columns.contains(COLUMN));
    if !known {
        return Ok(Vec::new());
    }
    let rows = connection.rows("alembic_version", &[COLUMN], &[COLUMN]).await?;
    let text = |value: Value| match value {
        Value::Text(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    Ok(rows.into_iter().flatten().map(text).collect())
}

fn foreign(place: String, found: &Found) -> SourceError {
    let names: Vec<String> = found
        .keys()
        .take(NAMED)
        .map(|table| format!("`{table}`"))
        .collect();
    let more = if found.len() > NAMED { " and more" } else { "" };
    SourceError::Foreign {
        place,
        why: format!(
            "it has no tables `recipe` and `recipe_ingredients`, but {}{more}",
            names.join(", ")
        ),
    }
}

fn by_version(place: String, found: &Found, named: &[String]) -> Result<Recognised, SourceError> {
    let heads = heads(named);
    for newer in &heads {
        let within = |older: &&&str| *older != newer && up_to(&[newer]).iter().any(|r| r.id == **older);
        if let Some(older) = heads.iter().find(within) {
            return Err(SourceError::Overlapping {
                place,
                newer: (*newer).to_owned(),
                older: (*older).to_owned(),
            });
        }
    }
    let differences = Shape::of_heads(&heads).differences(found);
    if !differences.is_empty() {
        let shown: Vec<String> = heads.iter().map(|id| shown(id)).collect();
        return Err(SourceError::NotTheRevision {
            place,
            revision: shown.join(" and "),
            differences: told(&differences),
        });
    }
    Ok(recognised(heads, RecognisedBy::Version))
}

fn by_columns(place: String, found: &Found) -> Result<Recognised, SourceError> {
    let differing = |heads: Vec<&'static str>| (Shape::of_heads(&heads).differences(found), heads);
    // the newest comes first, and of equals the first is taken
    let nearest = legal_states()
        .into_iter()
        .map(differing)
        .min_by_key(|(differences, _)| differences.len());
    let (differences, heads) = nearest.expect("there are legal states");
    if differences.is_empty() {
        return Ok(recognised(heads, RecognisedBy::Columns));
    }
    Err(SourceError::Unrecognised {
        place,
        nearest: recognised(heads, RecognisedBy::Version).to_string(),
        differences: told(&differences),
    })
}

/// The known ids, in dependency order, each once.
fn heads(named: &[String]) -> Vec<&'static str> {
    let mut heads: Vec<&Revision> = named.iter().filter_map(|id| Revision::find(id)).collect();
    heads.sort_by_key(|revision| revision.number);
    heads.dedup_by_key(|revision| revision.number);
    heads.iter().map(|revision| revision.id).collect()
}

fn recognised(heads: Vec<&'static str>, by: RecognisedBy) -> Recognised {
    let numbers = heads
        .iter()
        .filter_map(|id| Revision::find(id))
        .map(|revision| revision.number);
    Recognised {
        number: numbers.max().unwrap_or(0),
        heads,
        by,
    }
}

fn told(differences: &[String]) -> String {
    let named = differences
        .iter()
        .take(NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match differences.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named}, and {more} more"),
    }
}
