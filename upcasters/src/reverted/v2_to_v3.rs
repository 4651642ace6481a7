//! `RecipeReverted` 2 to 3: its content takes that step.

use heirloom_events::recipe::reverted::{v2, v3};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V2ToV3: v2 to v3 of RecipeReverted, content by content::V2ToV3, keeps to_version
);
