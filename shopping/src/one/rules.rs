//! The household's own unit rules: an amount of one ingredient in one unit of the list becomes another.

use std::collections::HashMap;

use super::python::lower;

/// A unit rule: so much of `from_unit` of an ingredient is one `to_unit` (8 `Tbs` of butter are a `stick`).
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The ingredient's name; capitals do not matter.
    pub ingredient_name: String,
    /// The unit as the list shows it; capitals do not matter.
    pub from_unit: String,
    /// The unit that the list shows instead, as written.
    pub to_unit: String,
    /// How many of `from_unit` one `to_unit` is; above 0.
    pub factor: f64,
    /// Whether parts of a `to_unit` are rounded up to a whole one.
    pub round_up: bool,
}

/// Rules as they are looked up: the later of two for the same ingredient and unit wins.
pub(super) struct Rules<'a>(HashMap<(String, String), &'a Rule>);

impl<'a> Rules<'a> {
    /// The rules in order of their making. A rule whose factor is not above 0 is none: the application does
    /// not take one, and dividing by it would end the synchronisation there.
    pub(super) fn new(rules: &'a [Rule]) -> Self {
        let usable = rules.iter().filter(|rule| rule.factor > 0.0);
        Self(
            usable
                .map(|rule| (key(&rule.ingredient_name, &rule.from_unit), rule))
                .collect(),
        )
    }

    /// The amount that the list shows. Rules do not chain.
    pub(super) fn apply(&self, name: &str, quantity: f64, unit: String) -> (f64, String) {
        let Some(rule) = self.0.get(&key(name, &unit)) else {
            return (quantity, unit);
        };
        let converted = quantity / rule.factor;
        let rounded = match rule.round_up {
            // plus zero: what is rounded up to zero has no sign there
            true => converted.ceil() + 0.0,
            false => converted,
        };
        (rounded, rule.to_unit.clone())
    }
}

fn key(name: &str, unit: &str) -> (String, String) {
    (lower(name), lower(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(from: &str, to: &str, factor: f64, round_up: bool) -> Rule {
        Rule {
            ingredient_name: "Butter".to_owned(),
            from_unit: from.to_owned(),
            to_unit: to.to_owned(),
            factor,
            round_up,
        }
    }

    #[track_caller]
    fn check(rules: &[Rule], (quantity, unit): (f64, &str), shown: (f64, &str)) {
        let (quantity, unit) = Rules::new(rules).apply("butter", quantity, unit.to_owned());
        assert_eq!((quantity, unit.as_str()), shown);
    }

    #[test]
    fn a_rule_divides_and_rounds_up_where_it_says_so() {
        check(&[rule("tbs", "Stick", 8.0, true)], (9.0, "Tbs"), (2.0, "Stick"));
        check(
            &[rule("TBS", "stick", 8.0, false)],
            (9.0, "Tbs"),
            (1.125, "stick"),
        );
        check(&[rule("tbs", "stick", 8.0, true)], (-1.0, "Tbs"), (0.0, "stick"));
        check(&[rule("tbsp", "stick", 8.0, true)], (9.0, "Tbs"), (9.0, "Tbs"));
        assert_eq!(
            Rules::new(&[rule("tbs", "stick", 8.0, true)])
                .apply("oil", 9.0, "Tbs".to_owned())
                .1,
            "Tbs"
        );
    }

    #[test]
    fn the_later_rule_wins_and_rules_do_not_chain() {
        let rules = [
            rule("tbs", "stick", 8.0, true),
            rule("tbs", "box", 32.0, false),
            rule("box", "crate", 2.0, true),
        ];
        check(&rules, (16.0, "Tbs"), (0.5, "box"));
    }

    #[test]
    fn a_rule_that_would_divide_by_zero_is_none() {
        check(&[rule("tbs", "stick", 0.0, true)], (9.0, "Tbs"), (9.0, "Tbs"));
        check(
            &[rule("tbs", "stick", f64::NAN, true)],
            (9.0, "Tbs"),
            (9.0, "Tbs"),
        );
    }
}
