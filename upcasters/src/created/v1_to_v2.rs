//! `RecipeCreated` 1 to 2: its content takes that step.

use heirloom_events::recipe::created::{v1, v2};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V1ToV2: v1 to v2 of RecipeCreated, content by content::V1ToV2
);
