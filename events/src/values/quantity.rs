//! Exact quantities. A float sum depends on its order; a rational one does not, so a table that is
//! rebuilt in another order is still equal.

use std::fmt;
use std::str::FromStr;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest numerator of a quantity in an event.
pub const MAX_NUMERATOR: i128 = 1_000_000_000;
/// The largest denominator of a quantity in an event.
pub const MAX_DENOMINATOR: i128 = 1_000_000;

/// An exact, non-negative number in lowest terms: `3/2`, `250`, `0`.
///
/// The numerator is in `0..=1_000_000_000`, the denominator in `1..=1_000_000`. The written form, in
/// JSON and in text, is `"3/2"`, or `"250"` where the denominator is 1.
///
/// ```
/// use heirloom_events::values::Quantity;
/// let cups: Quantity = "6/4".parse().unwrap();
/// assert_eq!(cups.to_string(), "3/2");
/// assert_eq!("1.25".parse::<Quantity>().unwrap(), Quantity::new(5, 4).unwrap());
/// assert!("1/0".parse::<Quantity>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity(Ratio<i128>);

/// Why a number cannot be a [`Quantity`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// It is below zero.
    #[error("quantity `{0}` is negative; give zero or more")]
    Negative(String),
    /// Its denominator is zero.
    #[error("quantity `{0}` divides by zero; give a denominator from 1 to {MAX_DENOMINATOR}")]
    ZeroDenominator(String),
    /// It is too large or too finely divided.
    #[error(
        "quantity `{0}` is out of bounds; numerators go up to {MAX_NUMERATOR}, denominators up to {MAX_DENOMINATOR}"
    )]
    OutOfBounds(String),
    /// It is no number.
    #[error("`{0}` is not a quantity; write `3`, `3/2`, `1 1/2` or `1.5`")]
    NotANumber(String),
}

impl Quantity {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// The quantity `numerator / denominator`, in lowest terms.
    ///
    /// # Errors
    /// Where it is negative, divides by zero, or leaves the bounds.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, QuantityError> {
        let written = || format!("{numerator}/{denominator}");
        if denominator == 0 {
            return Err(QuantityError::ZeroDenominator(written()));
        }
        if numerator.checked_abs().is_none() || denominator.checked_abs().is_none() {
            return Err(QuantityError::OutOfBounds(written()));
        }
        Self::bounded(Ratio::new(numerator, denominator), written)
    }

    fn bounded(ratio: Ratio<i128>, written: impl Fn() -> String) -> Result<Self, QuantityError> {
        if *ratio.numer() < 0 {
            return Err(QuantityError::Negative(written()));
        }
        if *ratio.numer() > MAX_NUMERATOR || *ratio.denom() > MAX_DENOMINATOR {
            return Err(QuantityError::OutOfBounds(written()));
        }
        Ok(Self(ratio))
    }

    /// Numerator and denominator in lowest terms: how read tables store it.
    #[must_use]
    pub fn parts(self) -> (i64, i64) {
        // The bounds of the type fit an i64 by far.
        let narrow = |n: i128| i64::try_from(n).unwrap_or(i64::MAX);
        (narrow(*self.0.numer()), narrow(*self.0.denom()))
    }

    /// The sum.
    ///
    /// # Errors
    /// Where it leaves the bounds.
    pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
        let written = || format!("{self} + {other}");
        let sum = self
            .0
            .checked_add(&other.0)
            .ok_or_else(|| QuantityError::OutOfBounds(written()))?;
        Self::bounded(sum, written)
    }

    /// The product.
    ///
    /// # Errors
    /// Where it leaves the bounds.
    pub fn checked_mul(self, other: Self) -> Result<Self, QuantityError> {
        let written = || format!("{self} × {other}");
        let product = self
            .0
            .checked_mul(&other.0)
            .ok_or_else(|| QuantityError::OutOfBounds(written()))?;
        Self::bounded(product, written)
    }

    fn decimal(text: &str) -> Option<Ratio<i128>> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.len() <= 18 && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 || text.ends_with('.') {
            return None;
        }
        let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        let numerator = format!("{whole}{fraction}").parse().ok()?;
        Some(Ratio::new(numerator, scale))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self.0.denom() {
            1 => write!(f, "{}", self.0.numer()),
            denominator => write!(f, "{}/{denominator}", self.0.numer()),
        }
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    /// Reads `3`, `3/2`, `1 1/2` and `1.5`; nothing else, and no exponents.
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let shown = || text.chars().take(40).collect::<String>();
        let trimmed = text.trim();
        if let Some(positive) = trimmed.strip_prefix('-') {
            return Err(match positive.parse::<Self>() {
                Ok(_) => QuantityError::Negative(shown()),
                Err(other) => other,
            });
        }
        let not_a_number = || QuantityError::NotANumber(shown());
        let (whole, rest) = match trimmed.split_once(' ') {
            Some((whole, rest)) => (Self::decimal(whole).ok_or_else(not_a_number)?, rest.trim_start()),
            None => (Ratio::new(0, 1), trimmed),
        };
        let part = match rest.split_once('/') {
            Some((numerator, denominator)) => {
                let integer = |s: &str| Self::decimal(s).filter(Ratio::is_integer).map(|r| *r.numer());
                let denominator = integer(denominator).ok_or_else(not_a_number)?;
                if denominator == 0 {
                    return Err(QuantityError::ZeroDenominator(shown()));
                }
                Ratio::new(integer(numerator).ok_or_else(not_a_number)?, denominator)
            }
            None if rest.len() < trimmed.len() => return Err(not_a_number()),
            None => Self::decimal(rest).ok_or_else(not_a_number)?,
        };
        let sum = whole
            .checked_add(&part)
            .ok_or_else(|| QuantityError::OutOfBounds(shown()))?;
        Self::bounded(sum, shown)
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Quantity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "an exact number in lowest terms, `3/2` or `250`",
            "pattern": "^[0-9]{1,10}(/[0-9]{1,7})?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, &str>) {
        let outcome = text
            .parse::<Quantity>()
            .map(|q| q.to_string())
            .map_err(|e| e.to_string());
        match (outcome, expected) {
            (Ok(written), Ok(wanted)) => assert_eq!(written, wanted),
            (Err(message), Err(part)) => assert!(message.contains(part), "`{message}` lacks `{part}`"),
            (outcome, expected) => panic!("`{text}`: {outcome:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn numbers_are_read_exactly_and_written_in_lowest_terms() {
        check("250", Ok("250"));
        check("6/4", Ok("3/2"));
        check("1 1/2", Ok("3/2"));
        check("0.125", Ok("1/8"));
        check("0", Ok("0"));
    }

    #[test]
    fn absurd_numbers_are_refused_with_a_reason() {
        check("1e400", Err("not a quantity"));
        check("-1/2", Err("negative"));
        check("1/0", Err("divides by zero"));
        check("99999999999", Err("out of bounds"));
        check("1/9999999", Err("out of bounds"));
        check("", Err("not a quantity"));
        check(".", Err("not a quantity"));
        check("1 ", Ok("1"));
        check("1/2/3", Err("not a quantity"));
        check("NaN", Err("not a quantity"));
        check(&"9".repeat(4000), Err("not a quantity"));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(n in 0..=MAX_NUMERATOR, d in 1..=MAX_DENOMINATOR) {
            let quantity = Quantity::new(n, d).unwrap();
            prop_assert_eq!(quantity.to_string().parse::<Quantity>().unwrap(), quantity);
        }

        #[test]
        fn any_text_is_answered_without_a_panic(text in ".{0,40}") {
            let _ = text.parse::<Quantity>();
        }

        #[test]
        fn sums_do_not_depend_on_their_order(mut parts in prop::collection::vec((0..1000_i128, 1..16_i128), 1..6)) {
            let sum = |parts: &[(i128, i128)]| parts.iter().try_fold(Quantity::ZERO, |total, &(n, d)| {
                total.checked_add(Quantity::new(n, d).unwrap())
            });
            let forwards = sum(&parts);
            parts.reverse();
            if let (Ok(a), Ok(b)) = (forwards, sum(&parts)) {
                prop_assert_eq!(a, b);
            }
        }
    }
}
