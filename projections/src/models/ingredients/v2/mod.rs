//! Version 2: names by how they begin, in order. Released: never edit it; add a version instead.

use crate::models::versions::{Version, sql};

pub(super) const VERSION: Version<()> = Version {
    replaced: &["ingredients_by_name"],
    postgres: sql!("postgres": after_load),
    sqlite: sql!("sqlite": after_load),
    ..Version::NOTHING
};
