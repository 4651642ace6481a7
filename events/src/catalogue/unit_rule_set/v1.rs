//! Version 1 of `UnitRuleSet`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{Quantity, RuleId};

/// A rule by which the shopping list changes the unit of an ingredient was set, or set anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitRuleSet {
    /// The rule.
    pub rule_id: RuleId,
    /// The ingredient, by name.
    pub ingredient_name: String,
    /// The unit that it changes.
    pub from_unit: String,
    /// The unit that it changes it to.
    pub to_unit: String,
    /// What the quantity is multiplied by, above zero.
    pub factor: Quantity,
    /// Whether the result is rounded up to whole ones.
    pub round_up: bool,
}

impl Payload for UnitRuleSet {
    const TYPE: &'static str = "UnitRuleSet";
    const VERSION: u32 = 1;
}
