//! `RecipeCreated` 3 to 4: its content takes that step.

use heirloom_events::recipe::created::{v3, v4};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V3ToV4: v3 to v4 of RecipeCreated, content by content::V3ToV4
);
