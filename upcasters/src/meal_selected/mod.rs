//! `MealSelected`: its steps.

mod v1_to_v2;
mod v2_to_v3;
// The next step goes here.

pub use v1_to_v2::V1ToV2;
pub use v2_to_v3::V2ToV3;

use heirloom_events::plan::meal_selected::{v1, v2};

use crate::step;

step!(V1ToV2: v1::MealSelected);
step!(V2ToV3: v2::MealSelected);
// And here: `step!(V3ToV4: v3::MealSelected);`
