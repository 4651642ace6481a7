//! Version 1 of `RecipeFavourited`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;

/// A recipe became a favourite.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeFavourited {}

impl Payload for RecipeFavourited {
    const TYPE: &'static str = "RecipeFavourited";
    const VERSION: u32 = 1;
}
