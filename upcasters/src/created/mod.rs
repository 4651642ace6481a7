//! `RecipeCreated`: its steps.

mod v1_to_v2;
mod v2_to_v3;
mod v3_to_v4;
mod v4_to_v5;
mod v5_to_v6;
mod v6_to_v7;
// The next step goes here.

pub use v1_to_v2::V1ToV2;
pub use v2_to_v3::V2ToV3;
pub use v3_to_v4::V3ToV4;
pub use v4_to_v5::V4ToV5;
pub use v5_to_v6::V5ToV6;
pub use v6_to_v7::V6ToV7;

use heirloom_events::recipe::created::{v1, v2, v3, v4, v5, v6};

use crate::step;

step!(V1ToV2: v1::RecipeCreated);
step!(V2ToV3: v2::RecipeCreated);
step!(V3ToV4: v3::RecipeCreated);
step!(V4ToV5: v4::RecipeCreated);
step!(V5ToV6: v5::RecipeCreated);
step!(V6ToV7: v6::RecipeCreated);
// And here: `step!(V7ToV8: v7::RecipeCreated);`
