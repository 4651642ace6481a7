//! Sets a unit of the household's own.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, UnitRule, UnitRuleSet};
use heirloom_events::limits;
use heirloom_events::values::{Quantity, RuleId};
use serde::{Deserialize, Serialize};

use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many rules a household may have.
const RULES: usize = 10_000;

/// Sets by which unit a household buys something: `factor` of `from_unit` are one `to_unit`. Of two rules for
/// the same thing the later one counts (`domain.md` 3.2), so two may stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetUnitRule {
    /// Its id; a new one where none is given.
    #[serde(default)]
    pub rule_id: RuleId,
    /// The ingredient, by name, at most 255 characters; blank: any.
    pub ingredient_name: String,
    /// The unit that the list would show, at most 50 characters; blank: pieces.
    pub from_unit: String,
    /// The unit that it shows instead, at most 50 characters; blank: pieces.
    pub to_unit: String,
    /// How many of `from_unit` one `to_unit` is: above 0.
    pub factor: Quantity,
    /// Whether only whole ones of `to_unit` can be bought.
    #[serde(default)]
    pub round_up: bool,
}

impl SetUnitRule {
    /// # Errors
    /// Where a value is not valid, or there are too many rules.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        if self.factor == Quantity::ZERO {
            return Err(Refusal::invalid("factor", "it divides; give more than 0"));
        }
        let wanted = UnitRule {
            rule_id: self.rule_id,
            ingredient_name: text("ingredient_name", &self.ingredient_name, limits::NAME_CHARS)?,
            from_unit: text("from_unit", &self.from_unit, limits::SHOPPING_UNIT_CHARS)?,
            to_unit: text("to_unit", &self.to_unit, limits::SHOPPING_UNIT_CHARS)?,
            factor: self.factor,
            round_up: self.round_up,
        };
        let rules = catalogue.unit_rules();
        if rules.contains(&wanted) {
            return Ok(vec![]);
        }
        if !rules.iter().any(|rule| rule.rule_id == wanted.rule_id) {
            validate::list("unit rules", rules.len() + 1, RULES)?;
        }
        Ok(vec![set(wanted)])
    }
}

/// The event that sets this rule.
pub(crate) fn set(rule: UnitRule) -> CatalogueEvent {
    let UnitRule {
        rule_id,
        ingredient_name,
        from_unit,
        to_unit,
        factor,
        round_up,
    } = rule;
    UnitRuleSet {
        rule_id,
        ingredient_name,
        from_unit,
        to_unit,
        factor,
        round_up,
    }
    .into()
}

/// A text that may be blank.
fn text(field: &str, text: &str, limit: usize) -> Result<String, Refusal> {
    match text.trim().is_empty() {
        true => Ok(String::new()),
        false => validate::text(field, text, limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    fn command(factor: &str) -> SetUnitRule {
        SetUnitRule {
            rule_id: RuleId::derived("butter"),
            ingredient_name: " Butter".into(),
            from_unit: "Tbs".into(),
            to_unit: "stick".into(),
            factor: factor.parse().unwrap(),
            round_up: true,
        }
    }

    fn event(factor: &str) -> CatalogueEvent {
        set(UnitRule {
            rule_id: RuleId::derived("butter"),
            ingredient_name: "Butter".into(),
            from_unit: "Tbs".into(),
            to_unit: "stick".into(),
            factor: factor.parse().unwrap(),
            round_up: true,
        })
    }

    #[test]
    fn a_rule_is_set_once_and_changed_under_its_id() {
        check([], command("8"), [event("8")]);
        check([event("8")], command("8"), []);
        check([event("8")], command("4"), [event("4")]);
    }

    #[test]
    fn pieces_have_no_unit_and_a_rule_may_be_for_anything() {
        let eggs = SetUnitRule {
            ingredient_name: " ".into(),
            from_unit: String::new(),
            to_unit: "dozen".into(),
            ..command("12")
        };
        let events = eggs.decide(&Catalogue::default()).unwrap();
        let CatalogueEvent::UnitRuleSet(rule) = &events[0] else {
            panic!("{events:?}")
        };
        assert_eq!((rule.ingredient_name.as_str(), rule.from_unit.as_str()), ("", ""));
    }

    #[test]
    fn a_rule_that_divides_by_nothing_is_refused() {
        refused(
            [],
            command("0"),
            "factor is not valid: it divides; give more than 0",
        );
        let long = SetUnitRule {
            to_unit: "x".repeat(51),
            ..command("1")
        };
        refused([], long, "to_unit is not valid");
    }
}
