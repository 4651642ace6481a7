//! Version 1: a source is `manual` or `recipe`. Released: never edit it; add a version instead
//! (`docs/adding-a-projection.md`).

mod checks;
pub(super) mod tables;

use super::SourceShown;
use crate::models::versions::{Sql, Version, sql};

pub(super) const VERSION: Version<SourceShown> = Version {
    tables: tables::TABLES,
    postgres: Sql {
        checks: &checks::POSTGRES,
        ..sql!("postgres": tables, after_load)
    },
    sqlite: Sql {
        checks: &checks::SQLITE,
        ..sql!("sqlite": tables, after_load)
    },
    ..Version::filled_by(|source| if source == "recipe" { source } else { "manual" })
};
