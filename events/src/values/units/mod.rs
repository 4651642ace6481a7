//! Units: what people write, and what it is exactly.
//!
//! An event keeps the unit as it was written and, beside it, the [`UnitId`] that it was taken for then.
//! [`unit_of`] finds the id, [`unit`] tells what it is, [`canonical`] gives the amount in the unit that all of
//! its dimension are summed in. Factors are exact fractions; there is no float anywhere.
//!
//! A new unit is one row in `measures` (it has a factor or a scale) or in `kinds` (a can is a can). An id is
//! on disk in every log that used it: never rename one, never change its factor; make another one.

mod canonical;
mod id;
mod kinds;
#[cfg(test)]
mod laws;
mod lookup;
mod measures;

use num_rational::Ratio;

pub use canonical::{Canonical, canonical, convert};
pub use id::{UnitId, UnitIdError};
pub use lookup::{unit, unit_of, units};

/// What a unit measures. Only amounts of one dimension can be summed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Summed in `gram`.
    Mass,
    /// Summed in `millilitre`.
    Volume,
    /// Summed in `each`.
    Count,
    /// A kind of thing to count, by the id of its unit: `can`, `bunch`, `clove`. Each is a dimension of its
    /// own: two cans and a bunch are no three of anything.
    Container(&'static str),
    /// A pinch, a handful: never summed.
    Inexact,
    /// Summed in `millimetre`.
    Length,
    /// A scale, not an amount: never summed.
    Temperature,
    /// Summed in `second`.
    Time,
}

impl Dimension {
    /// The unit that amounts of this dimension are summed in; none where they are not.
    #[must_use]
    pub const fn canonical_unit(self) -> Option<UnitId> {
        Some(UnitId::known(match self {
            Self::Mass => "gram",
            Self::Volume => "millilitre",
            Self::Count => "each",
            Self::Container(kind) => kind,
            Self::Length => "millimetre",
            Self::Time => "second",
            Self::Inexact | Self::Temperature => return None,
        }))
    }
}

/// The system of measures that defines a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum System {
    /// The same everywhere: an international pound, a can, a minute.
    Common,
    /// Metric, and what is rounded to it: a spoon of 15 ml, a cup of 250 ml.
    Metric,
    /// Australian, where it differs: a spoon of 20 ml.
    Australian,
    /// US customary: a gallon is 231 cubic inches.
    UsCustomary,
    /// US nutrition labels (21 CFR 101.9): a cup is 240 ml.
    UsLabel,
    /// Imperial: a gallon is 4.54609 litres.
    Imperial,
}

/// One unit of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unit {
    /// Its id, as events hold it.
    pub id: UnitId,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's canonical unit it is, exactly; none where it cannot be summed.
    pub factor: Option<Ratio<i128>>,
    /// What defines it.
    pub system: System,
    /// Its name for one.
    pub singular: &'static str,
    /// Its name for several.
    pub plural: &'static str,
    /// Symbols and other names that people write, in lower case, without points and hyphens.
    forms: &'static [&'static str],
}

/// A row of the tables.
const fn row(
    id: &'static str,
    dimension: Dimension,
    system: System,
    factor: Option<Ratio<i128>>,
    names: (&'static str, &'static str),
    forms: &'static [&'static str],
) -> Unit {
    Unit {
        id: UnitId::known(id),
        dimension,
        factor,
        system,
        singular: names.0,
        plural: names.1,
        forms,
    }
}

/// An exact factor in lowest terms, at compile time.
const fn exactly(numerator: i128, denominator: i128) -> Option<Ratio<i128>> {
    let (mut a, mut b) = (numerator, denominator);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Some(Ratio::new_raw(numerator / a, denominator / a))
}
