//! `IngredientLineChanged` 1 to 2: its line takes that step.

use heirloom_events::recipe::line_changed::{v1, v2};

use crate::line;
use crate::part::carries;

carries!(
    /// See the module.
    V1ToV2: v1 to v2 of IngredientLineChanged, line by line::V1ToV2
);
