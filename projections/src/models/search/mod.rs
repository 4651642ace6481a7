//! The words of every live recipe, for full-text search.
//!
//! The texts are reduced to plain words by [`normalised`] and to their stems before either database sees
//! them, so that both index the same. The index of words is no part of the rows: on
//! PostgreSQL it is the generated column `document`, on SQLite the table `search_fts`, which triggers keep.
//! Both are reached through the stable view `search_documents`.

mod checks;
mod normalised;
pub mod query;
mod rows;
mod stems;
mod tables;
mod wanted;

pub use normalised::normalised;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::{Check, Ddl, Dialect, ExtraView, Projection, RowSink, Table};

/// `document` holds the words with their weights (title A, ingredients B, body C) and the household's id.
const DOCUMENTS_POSTGRES: ExtraView = ExtraView {
    name: "search_documents",
    select: "SELECT household_id, recipe_id, title, document FROM {schema}search",
};

/// `document` is what `MATCH` asks for: FTS5's column that is named as its table.
const DOCUMENTS_SQLITE: ExtraView = ExtraView {
    name: "search_documents",
    select: "SELECT s.household_id, s.recipe_id, s.title, f.{schema}search_fts AS document \
             FROM {schema}search_fts AS f JOIN {schema}search AS s ON s.search_id = f.rowid",
};

/// The projection `search`.
pub struct Search;

impl Projection for Search {
    fn name(&self) -> &'static str {
        "search"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &tables::TABLES
    }

    fn streams(&self) -> &'static [StreamType] {
        &[StreamType::Recipe]
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        ddl!(dialect, postgres: [DOCUMENTS_POSTGRES], sqlite: [DOCUMENTS_SQLITE])
    }

    fn checks(&self, dialect: Dialect) -> &'static [Check] {
        match dialect {
            Dialect::Postgres => &checks::POSTGRES,
            Dialect::Sqlite => &checks::SQLITE,
        }
    }

    fn state_rows(&self, household: HouseholdId, stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        if let State::Recipe(recipe) = state {
            rows::write(household, stream, recipe, rows);
        }
    }
}
