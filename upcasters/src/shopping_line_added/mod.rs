//! `ShoppingLineAdded`: its step.

mod v1_to_v2;
// The next step goes here.

pub use v1_to_v2::V1ToV2;

use heirloom_events::shopping::line_added::v1;

use crate::step;

step!(V1ToV2: v1::ShoppingLineAdded);
// And here: `step!(V2ToV3: v2::ShoppingLineAdded);`
