//! Version 1 of `UnitRuleRemoved`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::RuleId;

/// A rule by which the shopping list changes the unit of an ingredient was taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitRuleRemoved {
    /// The rule.
    pub rule_id: RuleId,
}

impl Payload for UnitRuleRemoved {
    const TYPE: &'static str = "UnitRuleRemoved";
    const VERSION: u32 = 1;
}
