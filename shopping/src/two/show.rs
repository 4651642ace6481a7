//! Amounts as a cook reads them: in the household's system, rounded only here and always from the exact number.

use std::collections::BTreeSet;

use serde::Serialize;

use super::ladder::unit_for;
use super::measure::Kind;
use super::number::{Number, written};
use super::numerals::{nearest, style, text};
use super::{Bucket, Graph, House, Measure, Span};

/// An amount to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The number, rounded; of a range the upper end.
    #[serde(serialize_with = "written")]
    pub number: Number,
    /// Its unit.
    pub unit: Measure,
    /// Number and unit, both ends of a range: `1 1/2 cups`, `2–3 ×`.
    pub text: String,
}

/// Shows the sum of one kind.
#[must_use]
pub fn show(bucket: &Bucket, house: &House) -> Shown {
    shown(&bucket.kind, &bucket.amount, &bucket.entered, house)
}

pub(super) fn shown(kind: &Kind, amount: &Span, entered: &BTreeSet<Measure>, house: &House) -> Shown {
    let unit = unit_for(kind, amount.high, entered, house);
    // where a number becomes absurd in that unit, its canonical one shows it
    let (amount, unit) = match within(amount, kind, &unit) {
        Some(amount) => (amount, unit),
        None => (*amount, kind.canonical()),
    };
    in_unit(&amount, unit)
}

/// Shows an amount in its own unit.
pub(super) fn in_unit(amount: &Span, unit: Measure) -> Shown {
    let style = style(&unit);
    let (low, high) = (nearest(amount.low, style), nearest(amount.high, style));
    let number = match (text(low, style), text(high, style)) {
        (low, high) if low == high => high,
        (low, high) => format!("{low}–{high}"),
    };
    let text = format!("{number} {}", unit.label(high > Number::from_integer(1)));
    Shown {
        number: high,
        unit,
        text,
    }
}

/// An amount of the canonical unit in another unit of its kind.
pub(super) fn within(amount: &Span, kind: &Kind, unit: &Measure) -> Option<Span> {
    let canonical = kind.canonical();
    if canonical == *unit {
        return Some(*amount);
    }
    Graph::default().path(&canonical, unit, None)?.convert(amount)
}
