//! Version 2: a source is any application's name. Released: never edit it; add a version instead
//! (`docs/adding-a-projection.md`).

use super::SourceShown;
use crate::models::versions::Version;

pub(super) const VERSION: Version<SourceShown> = Version::filled_by(|source| source);
