//! `RecipeCreated` 4 to 5: its content takes that step.

use heirloom_events::recipe::created::{v4, v5};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V4ToV5: v4 to v5 of RecipeCreated, content by content::V4ToV5
);
