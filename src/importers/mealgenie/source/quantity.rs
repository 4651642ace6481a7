//! From the application's floats to exact quantities.

use heirloom_events::values::{MAX_DENOMINATOR, MAX_NUMERATOR, Quantity};
use serde::Serialize;

/// An amount of the application: the float that it holds, and the exact quantity that it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Amount {
    /// As it is there; none where there is none.
    pub raw: Option<f64>,
    /// The exact quantity; none where there is no amount, or none stands for it (a defect says so).
    pub exact: Option<Quantity>,
}

/// The exact quantity that a float stands for: the one whose nearest float it is.
///
/// There is at most one, since the bounds of a [`Quantity`] keep any two apart by more than a float's precision.
/// The shortest decimal is tried first, then the convergents of the float's continued fraction.
///
/// ```
/// use heirloom::importers::mealgenie::source::exact;
/// assert_eq!(exact(0.3333333333333333).unwrap().to_string(), "1/3");
/// assert_eq!(exact(2.25).unwrap().to_string(), "9/4");
/// assert!(exact(-1.0).is_none());
/// assert!(exact(std::f64::consts::PI).is_none());
/// ```
#[must_use]
pub fn exact(value: f64) -> Option<Quantity> {
    if value == 0.0 {
        return Some(Quantity::ZERO);
    }
    if !value.is_finite() || value < 0.0 {
        return None;
    }
    let decimal = value
        .to_string()
        .parse()
        .ok()
        .filter(|quantity| stands_for(*quantity, value));
    decimal.or_else(|| convergent(value))
}

/// Whether a float is the nearest one of a quantity.
fn stands_for(quantity: Quantity, value: f64) -> bool {
    let (numerator, denominator) = quantity.parts();
    // both are far below 2^53, so they are exact, and one division rounds once
    (numerator as f64 / denominator as f64).to_bits() == value.to_bits()
}

/// The first convergent within the bounds whose nearest float this is. By Legendre's theorem a fraction this
/// close to a number is one of its convergents.
fn convergent(value: f64) -> Option<Quantity> {
    let (mut numerator, mut denominator) = fraction(value)?;
    let (mut before, mut now) = ((0_i128, 1_i128), (1_i128, 0_i128));
    while denominator != 0 {
        let whole = numerator / denominator;
        (numerator, denominator) = (denominator, numerator % denominator);
        let next = (
            whole.checked_mul(now.0)?.checked_add(before.0)?,
            whole.checked_mul(now.1)?.checked_add(before.1)?,
        );
        (before, now) = (now, next);
        if now.0 > MAX_NUMERATOR || now.1 > MAX_DENOMINATOR {
            return None;
        }
        let quantity = Quantity::new(now.0, now.1).ok()?;
        if stands_for(quantity, value) {
            return Some(quantity);
        }
    }
    None
}

/// A positive float as the fraction that it is; none where it is too large or too small for the bounds anyway.
fn fraction(value: f64) -> Option<(i128, i128)> {
    let (least, most) = (0.1 / MAX_DENOMINATOR as f64, 10.0 * MAX_NUMERATOR as f64);
    if !(least..most).contains(&value) {
        return None;
    }
    // above `least` a float has at most 24 + 52 binary places
    let scale = 1_i128 << 80;
    Some(((value * scale as f64) as i128, scale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: f64, expected: Option<&str>) {
        assert_eq!(
            exact(value).map(|q| q.to_string()).as_deref(),
            expected,
            "{value:?}"
        );
    }

    #[test]
    fn ordinary_amounts_are_found_exactly() {
        check(0.0, Some("0"));
        check(-0.0, Some("0"));
        check(1.5, Some("3/2"));
        check(0.1, Some("1/10"));
        check(0.333, Some("333/1000"));
        check(1.0 / 3.0, Some("1/3"));
        check(2.0 / 3.0, Some("2/3"));
        check(1e9, Some("1000000000"));
        check(1e-6, Some("1/1000000"));
    }

    #[test]
    fn what_no_quantity_stands_for_is_none() {
        for value in [
            -0.5,
            1e9 + 1.0,
            1e-7,
            1e300,
            f64::MIN_POSITIVE,
            5e-324,
            f64::NAN,
            f64::INFINITY,
        ] {
            check(value, None);
        }
        // float noise of a sum is not smoothed away
        check(0.1 + 0.2, None);
    }

    proptest! {
        #[test]
        fn every_quantity_is_found_again_from_its_float(n in 0..=MAX_NUMERATOR, d in 1..=MAX_DENOMINATOR) {
            let quantity = Quantity::new(n, d).unwrap();
            prop_assert_eq!(exact(n as f64 / d as f64), Some(quantity));
        }

        #[test]
        fn any_float_is_answered_without_a_panic(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            if let Some(quantity) = exact(value) {
                prop_assert!(value == 0.0 || stands_for(quantity, value));
            }
        }
    }
}
