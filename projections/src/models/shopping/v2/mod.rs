//! Version 2: a source is any application's name. Released: never edit it; add a version instead
//! (`docs/adding-a-projection.md`).

use super::adds::Adds;
use crate::models::versions::Version;

pub(super) const VERSION: Version<Adds> = Version::filled_by(Adds {
    source: Some(|source| source),
    ..Adds::NOTHING
});
