//! Typed read models of a revision: what its stable views give a backend, as SQL, JSON Schema or SQLAlchemy.
//!
//! * [`tables`]: the views of a revision as tables with typed columns.
//! * [`sql()`], [`json_schema()`], [`sqlalchemy()`]: the same in the words of a tool. Another tool is another
//!   file here, over the same [`ReadTable`]s.
//!
//! Nothing here looks at a database of the user: what a revision shows is known to the build.

mod json_schema;
mod nullable;
mod sql;
mod sqlalchemy;

use heirloom_projections::{Dialect, Kind, models};

use super::State;

pub use json_schema::json_schema;
pub use sql::{sql, sql_type};
pub use sqlalchemy::sqlalchemy;

/// A table as its stable view shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTable {
    /// Its name.
    pub name: &'static str,
    /// The projection that fills it.
    pub projection: &'static str,
    /// The version of that projection.
    pub version: u32,
    /// Its columns in order.
    pub columns: Vec<ReadColumn>,
    /// How many of the first columns are its key.
    pub key: usize,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadColumn {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Whether it may be `NULL`.
    pub nullable: bool,
}

/// Why a revision's tables cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum ReadModelError {
    /// The manifest names a version that no projection has.
    #[error(
        "revision `{revision}` shows version {version} of `{projection}`, which this build does not have; it belongs into the projection's list of versions"
    )]
    NoSuchVersion {
        /// The revision.
        revision: &'static str,
        /// The projection.
        projection: &'static str,
        /// The version.
        version: u32,
    },
    /// The statements that make the tables do not work.
    #[error("the tables of `{projection}` version {version} cannot be made in memory")]
    Ddl {
        /// The projection.
        projection: &'static str,
        /// Its version.
        version: u32,
        /// What SQLite said.
        #[source]
        source: sqlx::Error,
    },
}

/// Every table that the stable views show at a revision, in the order of the views.
///
/// Which columns may be `NULL` stands in the tables' own statements only, so they are made in a database in
/// memory and looked at: no second list can grow apart from them.
///
/// # Errors
/// [`ReadModelError`]; none of a released revision.
pub async fn tables(state: &State) -> Result<Vec<ReadTable>, ReadModelError> {
    let mut tables = Vec::new();
    for (projection, version) in &state.projections {
        tables.extend(tables_of(state.name, projection, *version).await?);
    }
    Ok(tables)
}

/// The tables of one version of a projection. `revision` is for the message.
///
/// # Errors
/// As [`tables`].
pub async fn tables_of(
    revision: &'static str,
    projection: &'static str,
    version: u32,
) -> Result<Vec<ReadTable>, ReadModelError> {
    let is_it = |model: &&heirloom_projections::target::Model| {
        model.name() == projection && model.version() == version
    };
    let model = models::all().iter().find(is_it);
    let model = model.ok_or(ReadModelError::NoSuchVersion {
        revision,
        projection,
        version,
    })?;
    let required = nullable::required_columns(model.ddl(Dialect::Sqlite).create, model.tables())
        .await
        .map_err(|source| ReadModelError::Ddl {
            projection,
            version,
            source,
        })?;
    let table = |shape: &heirloom_projections::Table| ReadTable {
        name: shape.name,
        projection,
        version,
        columns: shape
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| ReadColumn {
                name: column.name,
                kind: column.kind,
                nullable: at >= shape.key && !required.contains(&(shape.name, column.name)),
            })
            .collect(),
        key: shape.key,
    };
    Ok(model.tables().iter().map(table).collect())
}

impl ReadTable {
    /// The names of its key columns.
    pub fn key_names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.columns[..self.key].iter().map(|column| column.name)
    }
}
