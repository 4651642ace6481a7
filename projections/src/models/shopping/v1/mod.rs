//! Version 1: a source is `manual` or `recipe`. Released: never edit it; add a version instead
//! (`docs/adding-a-projection.md`).

mod checks;
pub(super) mod tables;

use super::adds::Adds;
use crate::models::versions::{Sql, Version, sql};

pub(super) const VERSION: Version<Adds> = Version {
    tables: tables::TABLES,
    postgres: Sql {
        checks: &checks::POSTGRES,
        ..sql!("postgres": tables, after_load)
    },
    sqlite: Sql {
        checks: &checks::SQLITE,
        ..sql!("sqlite": tables, after_load)
    },
    ..Version::filled_by(Adds {
        source: Some(|source| if source == "recipe" { source } else { "manual" }),
        ..Adds::NOTHING
    })
};
