//! Version 1 of `HouseholdSettingsChanged`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use std::collections::BTreeMap;

/// Settings of a household were changed: the named ones, the others stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HouseholdSettingsChanged {
    /// Setting by setting the new value; null: back to the default.
    pub settings: BTreeMap<String, Option<String>>,
}

impl Payload for HouseholdSettingsChanged {
    const TYPE: &'static str = "HouseholdSettingsChanged";
    const VERSION: u32 = 1;
}
