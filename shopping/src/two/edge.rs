//! One conversion and the rule that it goes by; and a way of several.

use std::fmt;

use heirloom_events::values::{RuleId, folded};
use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul, Zero};
use serde::Serialize;

use super::measure::known;
use super::number::{Number, number, written};
use super::{Density, Measure, Portion, Span, UnitRule};

/// Which rule a conversion goes by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "by", rename_all = "lowercase")]
pub enum Via {
    /// The table of units: a kilogram is 1000 grams.
    Fixed,
    /// How heavy a millilitre of the ingredient is, in this state.
    Density {
        /// The state; none: as it comes.
        state: Option<String>,
    },
    /// How much one of it is.
    Portion {
        /// One of what.
        unit: String,
    },
    /// A unit of the household's own.
    Household {
        /// The rule.
        rule: RuleId,
    },
}

/// One conversion: one `from` is `factor` of `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// The measure before.
    pub from: Measure,
    /// The measure after.
    pub to: Measure,
    /// So many of the one after are one of the one before.
    #[serde(serialize_with = "written")]
    pub factor: Number,
    /// The rule.
    #[serde(flatten)]
    pub via: Via,
}

impl Hop {
    pub(super) fn back(&self) -> Option<Self> {
        Some(Self {
            from: self.to.clone(),
            to: self.from.clone(),
            factor: Ratio::from_integer(1).checked_div(&self.factor)?,
            via: self.via.clone(),
        })
    }

    /// A rule's edge, where it can be one: both of its measures exact, its factor above nothing.
    fn usable(self) -> Option<Self> {
        let exact = |measure: &Measure| measure.kind().is_some();
        (exact(&self.from) && exact(&self.to) && self.from != self.to && !self.factor.is_zero())
            .then_some(self)
    }
}

/// How one measure becomes another: the conversions in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Path(pub Vec<Hop>);

impl Path {
    /// One of the first measure in the last one.
    #[must_use]
    pub fn factor(&self) -> Option<Number> {
        let one = Ratio::from_integer(1);
        self.0
            .iter()
            .try_fold(one, |factor, hop| factor.checked_mul(&hop.factor))
    }

    /// An amount in the last measure.
    #[must_use]
    pub fn convert(&self, amount: &Span) -> Option<Span> {
        amount.times(self.factor()?)
    }
}

/// The edge of a density.
pub(super) fn density_edge(density: &Density) -> Option<Hop> {
    let state = density
        .state
        .as_deref()
        .map(folded)
        .filter(|state| !state.is_empty());
    Hop {
        from: Measure::Unit(known("millilitre")),
        to: Measure::Unit(known("gram")),
        factor: number(density.grams_per_ml),
        via: Via::Density { state },
    }
    .usable()
}

/// The edge of a portion.
pub(super) fn portion_edge(portion: &Portion) -> Option<Hop> {
    let from = Measure::of(&portion.unit);
    Hop {
        to: Measure::of_id(&portion.amount_unit),
        factor: number(portion.amount),
        via: Via::Portion {
            unit: from.to_string(),
        },
        from,
    }
    .usable()
}

/// The edge of a household's unit: one `to_unit` is `factor` of `from_unit`, so it is read backwards.
pub(super) fn rule_edge(rule: &UnitRule) -> Option<Hop> {
    Hop {
        from: Measure::of(&rule.to_unit),
        to: Measure::of(&rule.from_unit),
        factor: number(rule.factor),
        via: Via::Household { rule: rule.rule_id },
    }
    .usable()
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed => f.write_str("by the table of units"),
            Self::Density { state: None } => f.write_str("by its density"),
            Self::Density { state: Some(state) } => write!(f, "by its density, {state}"),
            Self::Portion { unit } if unit == "×" => f.write_str("by what one weighs or holds"),
            Self::Portion { unit } => write!(f, "by what one {unit} weighs or holds"),
            Self::Household { .. } => f.write_str("by the household's own unit"),
        }
    }
}
