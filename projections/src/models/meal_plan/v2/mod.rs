//! Version 2: a range of days in the order of a calendar. Released: never edit it; add a version instead.

use super::adds::Rows;
use crate::models::versions::{Version, sql};

pub(super) const VERSION: Version<Rows> = Version {
    replaced: &["meal_selections_by_date"],
    postgres: sql!("postgres": after_load),
    sqlite: sql!("sqlite": after_load),
    ..Version::filled_by(Rows::NOTHING)
};
