//! Exact numbers, never below zero, and spans of two of them. Every operation is checked: a number that leaves
//! an `i128` is none, and its caller says so to the cook instead of showing a wrong one.

use std::fmt;

use heirloom_events::values::{Amount, Quantity};
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use serde::{Serialize, Serializer};

/// An exact number.
pub type Number = Ratio<i128>;

/// A quantity of an event as a number.
#[must_use]
pub fn number(quantity: Quantity) -> Number {
    let (numerator, denominator) = quantity.parts();
    Number::new_raw(numerator.into(), denominator.into())
}

/// A number as a quantity; none where it leaves the bounds of one.
#[must_use]
pub fn quantity(number: Number) -> Option<Quantity> {
    Quantity::new(*number.numer(), *number.denom()).ok()
}

/// How much: from `low` to `high`, which are equal where it is no range.
///
/// Written in JSON as `"3/2"`, or `"2–3"` where it is a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The lower end.
    pub low: Number,
    /// The upper end: what is bought.
    pub high: Number,
}

impl Span {
    /// Nothing.
    pub const ZERO: Self = Self {
        low: Number::new_raw(0, 1),
        high: Number::new_raw(0, 1),
    };

    /// One.
    pub const ONE: Self = Self {
        low: Number::new_raw(1, 1),
        high: Number::new_raw(1, 1),
    };

    /// Exactly so much.
    #[must_use]
    pub fn exactly(number: Number) -> Self {
        Self {
            low: number,
            high: number,
        }
    }

    /// Whether its ends differ.
    #[must_use]
    pub fn is_range(&self) -> bool {
        self.low != self.high
    }

    /// Whether even its upper end is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.high.is_zero()
    }

    /// Both ends added.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(&other.low)?,
            high: self.high.checked_add(&other.high)?,
        })
    }

    /// Both ends multiplied.
    #[must_use]
    pub fn times(&self, factor: Number) -> Option<Self> {
        self.scaled(&Self::exactly(factor))
    }

    /// Each end multiplied by the end of a factor that may be a range itself.
    #[must_use]
    pub fn scaled(&self, factor: &Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_mul(&factor.low)?,
            high: self.high.checked_mul(&factor.high)?,
        })
    }

    /// Both ends less a number, not below nothing.
    #[must_use]
    pub fn less(&self, number: Number) -> Option<Self> {
        let end = |end: Number| {
            if end <= number {
                return Some(Number::zero());
            }
            end.checked_sub(&number)
        };
        Some(Self {
            low: end(self.low)?,
            high: end(self.high)?,
        })
    }
}

impl From<Amount> for Span {
    fn from(amount: Amount) -> Self {
        let low = number(amount.quantity);
        // an event that was written by hand may have its ends the wrong way round
        let high = amount.up_to.map_or(low, |high| number(high).max(low));
        Self { low, high }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_range() {
            write!(f, "{}–{}", self.low, self.high)
        } else {
            self.low.fmt(f)
        }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// For `serialize_with`: a number in its written form.
pub(super) fn written<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

/// The next multiple of `step` that is not below the number.
#[must_use]
pub(super) fn up_to_step(number: Number, step: Number) -> Option<Number> {
    multiple(number, step, |whole, part| {
        whole.checked_add(i128::from(!part.is_zero()))
    })
}

/// The multiple of `step` that is nearest to the number; of two the upper one.
#[must_use]
pub(super) fn nearest_step(number: Number, step: Number) -> Option<Number> {
    let half = Number::new_raw(1, 2);
    multiple(number, step, |whole, part| {
        whole.checked_add(i128::from(part >= half))
    })
}

/// `Ratio::ceil` and `round` add before they divide, unchecked; this does not.
fn multiple(number: Number, step: Number, choose: impl Fn(i128, Number) -> Option<i128>) -> Option<Number> {
    let steps = number.checked_div(&step)?;
    let (numerator, denominator) = (*steps.numer(), *steps.denom());
    let part = Number::new_raw(numerator % denominator, denominator);
    let whole = choose(numerator / denominator, part)?;
    step.checked_mul(&Number::from_integer(whole))
}

/// Whether a number stands for another one with an error below 1 %.
#[must_use]
pub(super) fn within_a_percent(shown: Number, exact: Number) -> bool {
    let (larger, smaller) = (shown.max(exact), shown.min(exact));
    let error = larger
        .checked_sub(&smaller)
        .and_then(|error| error.checked_mul(&Number::from_integer(100)));
    exact.is_zero() && shown.is_zero() || error.is_some_and(|error| error < exact)
}
