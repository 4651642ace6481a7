//! Takes a unit of the household's own away.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, UnitRuleRemoved};
use heirloom_events::values::RuleId;
use serde::{Deserialize, Serialize};

use crate::commands::refusal::Refusal;

/// Takes a rule by which the household buys away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveUnitRule {
    /// The rule.
    pub rule_id: RuleId,
}

impl RemoveUnitRule {
    /// # Errors
    /// Where there is no such rule.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let rule_id = self.rule_id;
        match catalogue.unit_rules().iter().any(|rule| rule.rule_id == rule_id) {
            true => Ok(vec![UnitRuleRemoved { rule_id }.into()]),
            false => Err(Refusal::NotFound {
                what: "unit rule",
                id: rule_id.to_string(),
                place: "this household's catalogue".into(),
                hint: "it may have been removed already",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;
    use heirloom_events::catalogue::UnitRuleSet;

    #[test]
    fn a_rule_is_taken_away_and_then_not_there() {
        let rule_id = RuleId::derived("butter");
        let set = UnitRuleSet {
            rule_id,
            ingredient_name: "butter".into(),
            from_unit: "Tbs".into(),
            to_unit: "stick".into(),
            factor: "8".parse().unwrap(),
            round_up: true,
        };
        let gone: CatalogueEvent = UnitRuleRemoved { rule_id }.into();
        let command = RemoveUnitRule { rule_id };
        check([set.clone().into()], command.clone(), [gone.clone()]);
        refused([set.into(), gone], command, "there is no unit rule");
    }
}
