//! Version 1 of `DirectionsRevised`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::recipe::step::v1::Step;

/// A recipe's steps were revised: changed, added, removed or moved. A step keeps its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DirectionsRevised {
    /// Every step, in order.
    pub steps: Vec<Step>,
}

impl Payload for DirectionsRevised {
    const TYPE: &'static str = "DirectionsRevised";
    const VERSION: u32 = 1;
}
