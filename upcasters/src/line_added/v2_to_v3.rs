//! `IngredientLineAdded` 2 to 3: its line takes that step.

use heirloom_events::recipe::line_added::{v2, v3};

use crate::line;
use crate::part::carries;

carries!(
    /// See the module.
    V2ToV3: v2 to v3 of IngredientLineAdded, line by line::V2ToV3, keeps after
);
