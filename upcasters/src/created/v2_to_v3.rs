//! `RecipeCreated` 2 to 3: its content takes that step.

use heirloom_events::recipe::created::{v2, v3};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V2ToV3: v2 to v3 of RecipeCreated, content by content::V2ToV3
);
