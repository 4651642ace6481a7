//! Version 1 of `RecipeCooked`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use chrono::{DateTime, Utc};

/// A recipe was cooked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeCooked {
    /// When.
    pub cooked_at: DateTime<Utc>,
}

impl Payload for RecipeCooked {
    const TYPE: &'static str = "RecipeCooked";
    const VERSION: u32 = 1;
}
