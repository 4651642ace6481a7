//! Version 1 of `MealRenamed`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A meal got another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MealRenamed {
    /// The new name, as written.
    pub name: String,
}

impl Payload for MealRenamed {
    const TYPE: &'static str = "MealRenamed";
    const VERSION: u32 = 1;
}
