//! `RecipeReverted` 4 to 5: its content takes that step.

use heirloom_events::recipe::reverted::{v4, v5};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V4ToV5: v4 to v5 of RecipeReverted, content by content::V4ToV5, keeps to_version
);
