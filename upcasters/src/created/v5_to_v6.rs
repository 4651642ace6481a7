//! `RecipeCreated` 5 to 6: its content takes that step.

use heirloom_events::recipe::created::{v5, v6};

use crate::content;
use crate::part::carries;

carries!(
    /// See the module.
    V5ToV6: v5 to v6 of RecipeCreated, content by content::V5ToV6
);
