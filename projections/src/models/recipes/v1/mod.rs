//! Version 1. Released: never edit it; add a version instead (`docs/adding-a-projection.md`).

mod checks;
pub(super) mod rows;
mod tables;

use super::adds::Adds;
use crate::models::versions::{Sql, Version, sql};

pub(super) const VERSION: Version<Adds> = Version {
    tables: tables::TABLES,
    postgres: Sql {
        checks: &checks::CHECKS,
        ..sql!("postgres": tables, after_load)
    },
    sqlite: Sql {
        checks: &checks::CHECKS,
        ..sql!("sqlite": tables, after_load)
    },
    ..Version::filled_by(Adds::NOTHING)
};
