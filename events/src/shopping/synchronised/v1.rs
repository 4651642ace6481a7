//! Version 1 of `ListSynchronised`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A shopping list was asked to be made anew. Only the first algorithm takes notice: the second is never stale.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListSynchronised {}

impl Payload for ListSynchronised {
    const TYPE: &'static str = "ListSynchronised";
    const VERSION: u32 = 1;
}
