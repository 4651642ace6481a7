//! Version 1. Released: never edit it; add a version instead (`docs/adding-a-projection.md`).

pub(super) mod rows;
mod tables;

use super::adds::Rows;
use crate::models::versions::{Version, sql};

pub(super) const VERSION: Version<Rows> = Version {
    tables: tables::TABLES,
    postgres: sql!("postgres": tables, after_load),
    sqlite: sql!("sqlite": tables, after_load),
    ..Version::filled_by(Rows::by(rows::write))
};
