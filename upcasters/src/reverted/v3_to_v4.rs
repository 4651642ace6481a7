//! `RecipeReverted` 3 to 4: its content takes that step.

use heirloom_events::recipe::reverted::{v3, v4};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V3ToV4: v3 to v4 of RecipeReverted, content by content::V3ToV4, keeps to_version
);
