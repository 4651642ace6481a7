//! Version 3: the order of the week, which meal it is, servings, what is done and what is cleared away.
//! Released: never edit it; add a version instead.

pub(super) mod rows;

use super::SELECTIONS;
use super::adds::Rows;
use crate::models::versions::{Version, sql};
use crate::table::columns;

pub(super) const VERSION: Version<Rows> = Version {
    columns: &[(
        SELECTIONS,
        columns![
            position: Integer,
            meal_id: Uuid,
            servings: Integer,
            completed_at: Time,
            is_cleared: Bool,
        ],
    )],
    postgres: sql!("postgres": tables),
    sqlite: sql!("sqlite": tables),
    ..Version::filled_by(Rows::by(rows::write))
};
