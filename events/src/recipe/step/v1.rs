//! Version 1 of a step. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::values::StepId;

/// One step of a recipe's directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its id, which it keeps through every change and move.
    pub step_id: StepId,
    /// The heading that it stands under (`For the dough`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// What to do, 1 to 20,000 characters.
    pub text: String,
}
