//! `RecipeCreated` 6 to 7: its content takes that step.

use heirloom_events::recipe::created::{v6, v7};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V6ToV7: v6 to v7 of RecipeCreated, content by content::V6ToV7
);
