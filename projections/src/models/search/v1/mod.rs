//! Version 1. Released: never edit it; add a version instead (`docs/adding-a-projection.md`).

mod checks;
pub(super) mod rows;
mod tables;

use crate::ExtraView;
use crate::models::versions::{Sql, Version, sql};

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

pub(super) const VERSION: Version<()> = Version {
    tables: tables::TABLES,
    postgres: Sql {
        views: &[DOCUMENTS_POSTGRES],
        checks: &checks::POSTGRES,
        ..sql!("postgres": tables, after_load)
    },
    sqlite: Sql {
        views: &[DOCUMENTS_SQLITE],
        checks: &checks::SQLITE,
        ..sql!("sqlite": tables, after_load)
    },
    ..Version::NOTHING
};
