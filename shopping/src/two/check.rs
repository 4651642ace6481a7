//! Whether a new conversion rule fits those that are there: a household in which one onion weighs 110 g and
//! also half a kilogram would get another list by every path.

use num_traits::CheckedDiv;

use super::edge::{Hop, Path, density_edge, portion_edge, rule_edge};
use super::graph::Graph;
use super::number::Number;
use super::numerals::plain;
use super::{Density, Portion, UnitRule, Via};

/// A rule that somebody wants to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewRule {
    /// How heavy a millilitre is.
    Density(Density),
    /// How much one of it is.
    Portion(Portion),
    /// A unit of the household's own.
    Household(UnitRule),
}

/// Why a rule cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// It says nothing: a factor of zero.
    #[error("the factor of a conversion is above zero; say how many of one are the other")]
    Nothing,
    /// One of its units has no measure.
    #[error(
        "`{unit}` is no measure, so nothing can be converted to or from it; use a unit that has one, `g` or `ml`"
    )]
    Inexact {
        /// The unit.
        unit: String,
    },
    /// It converts a unit into itself.
    #[error("one `{unit}` is one `{unit}`; give two units")]
    Itself {
        /// The unit.
        unit: String,
    },
    /// What is known already says otherwise, by more than 1 %.
    #[error(
        "one `{from}` is to be {proposed} `{to}`, but it is already {known} `{to}` ({path}); change or remove that rule first"
    )]
    Known {
        /// The measure before.
        from: String,
        /// The measure after.
        to: String,
        /// What the new rule says.
        proposed: String,
        /// What is known.
        known: String,
        /// By which rules.
        path: String,
    },
}

/// Whether `new` fits the rules of an ingredient's graph. A rule for the same thing (the density of the same
/// state, the portion of the same unit, the same rule of the household) is replaced, so it is not held against
/// the new one.
///
/// # Errors
/// Where the new rule converts nothing, or contradicts a way of at most three conversions by more than 1 %.
pub fn check_edge(new: &NewRule, existing: &Graph) -> Result<(), Contradiction> {
    let hop = edge(new)?;
    let others = existing.without(&hop);
    let other_states = |path: &Path| {
        // sifted flour may be lighter than packed flour: densities of two states do not contradict each other
        path.0.iter().any(|at| matches!(at.via, Via::Density { .. }))
            && matches!(hop.via, Via::Density { .. })
    };
    for path in others.paths(&hop.from, &hop.to) {
        let Some(known) = path.factor().filter(|_| !other_states(&path)) else {
            continue;
        };
        if !agrees(hop.factor, known) {
            return Err(contradiction(&hop, known, &path));
        }
    }
    Ok(())
}

fn edge(new: &NewRule) -> Result<Hop, Contradiction> {
    let (edge, units, factor) = match new {
        NewRule::Density(rule) => (density_edge(rule), ["ml", "g"], rule.grams_per_ml),
        NewRule::Portion(rule) => (
            portion_edge(rule),
            [rule.unit.as_str(), rule.amount_unit.as_str()],
            rule.amount,
        ),
        NewRule::Household(rule) => (
            rule_edge(rule),
            [rule.from_unit.as_str(), rule.to_unit.as_str()],
            rule.factor,
        ),
    };
    edge.ok_or_else(|| {
        let inexact = units
            .iter()
            .find(|unit| super::Measure::of(unit).kind().is_none());
        match inexact {
            Some(unit) => Contradiction::Inexact {
                unit: (*unit).to_owned(),
            },
            None if factor.parts().0 == 0 => Contradiction::Nothing,
            None => Contradiction::Itself {
                unit: units[0].to_owned(),
            },
        }
    })
}

/// Within 1 %, exactly 1 % included: only more than that is a contradiction.
fn agrees(new: Number, known: Number) -> bool {
    let Some(ratio) = new.checked_div(&known) else {
        return false;
    };
    let (low, high) = (Number::new_raw(99, 100), Number::new_raw(101, 100));
    (low..=high).contains(&ratio)
}

fn contradiction(hop: &Hop, known: Number, path: &Path) -> Contradiction {
    let steps: Vec<String> = path.0.iter().map(|hop| hop.via.to_string()).collect();
    Contradiction::Known {
        from: hop.from.to_string(),
        to: hop.to.label(true).to_owned(),
        proposed: plain(hop.factor),
        known: plain(known),
        path: steps.join(", then "),
    }
}

impl Graph {
    /// The graph without the rule that a new one replaces.
    fn without(&self, new: &Hop) -> Self {
        let same = |edge: &Hop| match (&edge.via, &new.via) {
            (Via::Portion { .. }, Via::Portion { .. }) => edge.from == new.from,
            (old, new) => old == new,
        };
        self.filtered(|edge| !same(edge))
    }
}
