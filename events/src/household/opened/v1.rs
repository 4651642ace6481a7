//! Version 1 of `HouseholdOpened`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A household began.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HouseholdOpened {
    /// What it calls itself.
    pub name: String,
}

impl Payload for HouseholdOpened {
    const TYPE: &'static str = "HouseholdOpened";
    const VERSION: u32 = 1;
}
