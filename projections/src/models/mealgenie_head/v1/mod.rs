//! Version 1: the application at revision 687a6a7ea1b6. Released: never edit it; add a version instead
//! (`docs/adding-a-projection.md`).

pub(super) mod tables;

use crate::models::versions::{Version, sql};

pub(super) const VERSION: Version<()> = Version {
    tables: tables::TABLES,
    postgres: sql!("postgres": tables, after_load),
    sqlite: sql!("sqlite": tables, after_load),
    ..Version::NOTHING
};
