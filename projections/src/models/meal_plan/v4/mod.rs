//! Version 4: sides in a table of their own, as many as there are.
//! Released: never edit it; add a version instead.

pub(super) mod rows;
mod tables;

use super::adds::Rows;
use crate::models::versions::{Version, sql};

pub(super) const VERSION: Version<Rows> = Version {
    afresh: true,
    tables: tables::TABLES,
    postgres: sql!("postgres": tables, after_load),
    sqlite: sql!("sqlite": tables, after_load),
    ..Version::filled_by(Rows::by(rows::write))
};
