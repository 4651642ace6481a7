//! Version 4: titles by how they begin, in order. Released: never edit it; add a version instead.

use super::adds::Adds;
use crate::models::versions::{Version, sql};

pub(super) const VERSION: Version<Adds> = Version {
    replaced: &["recipes_by_title"],
    postgres: sql!("postgres": after_load),
    sqlite: sql!("sqlite": after_load),
    ..Version::filled_by(Adds::NOTHING)
};
