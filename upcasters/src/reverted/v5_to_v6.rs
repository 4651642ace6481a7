//! `RecipeReverted` 5 to 6: its content takes that step.

use heirloom_events::recipe::reverted::{v5, v6};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V5ToV6: v5 to v6 of RecipeReverted, content by content::V5ToV6, keeps to_version
);
