//! Version 3: what a cook should know about an exact list as a whole. Released: never edit it; add a version
//! instead (`docs/adding-a-projection.md`).

mod checks;
mod rows;

use super::PROBLEMS;
use super::adds::Adds;
use crate::Table;
use crate::models::versions::{Sql, Version, sql};
use crate::table::columns;

pub(super) const VERSION: Version<Adds> = Version {
    tables: &[Table {
        name: "shopping_problems",
        columns: columns![
            household_id: Uuid,
            week_id: Text,
            position: Integer,
            recipe_id: Uuid,
            kind: Varchar(20),
            text: Text,
        ],
        key: 3,
        by_event: false,
    }],
    postgres: Sql {
        checks: &checks::CHECKS,
        ..sql!("postgres": tables, after_load)
    },
    sqlite: Sql {
        checks: &checks::CHECKS,
        ..sql!("sqlite": tables, after_load)
    },
    ..Version::filled_by(Adds {
        exact: rows::write,
        ..Adds::NOTHING
    })
};
