//! Amounts in the unit that their dimension is summed in.

use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul};

use super::{Unit, UnitId, unit};
use crate::values::Quantity;

/// An exact amount in a canonical unit. Both parts of the number fit an `i64`, as read tables store them.
///
/// `Display` writes the number alone, as a [`Quantity`] is written: `473176473/2000000`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Canonical {
    number: Ratio<i64>,
    unit: UnitId,
}

impl Canonical {
    /// Numerator and denominator in lowest terms.
    #[must_use]
    pub fn parts(&self) -> (i64, i64) {
        (*self.number.numer(), *self.number.denom())
    }

    /// The canonical unit: `gram`, `millilitre`, `each`, `can`…
    #[must_use]
    pub fn unit(&self) -> &UnitId {
        &self.unit
    }
}

impl fmt::Display for Canonical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // as a fraction in lowest terms, without `/1`
        self.number.fmt(f)
    }
}

/// So much of a unit, in the canonical unit of its dimension.
///
/// None where the unit is not in the table, where it has no factor (a pinch, a degree), or where a part of
/// the number leaves an `i64`; with the factors of today no quantity does that.
///
/// ```
/// use heirloom_events::values::{canonical, unit_of};
/// let amount = canonical("1 1/2".parse().unwrap(), &unit_of("lbs").unwrap()).unwrap();
/// assert_eq!((amount.to_string().as_str(), amount.unit().as_str()), ("136077711/200000", "gram"));
/// assert_eq!(canonical("1".parse().unwrap(), &unit_of("pinch").unwrap()), None);
/// ```
#[must_use]
pub fn canonical(quantity: Quantity, id: &UnitId) -> Option<Canonical> {
    let from = unit(id)?;
    let (numerator, denominator) = quantity.parts();
    let number = Ratio::new(i128::from(numerator), i128::from(denominator)).checked_mul(&from.factor?)?;
    let narrow = |part: &i128| i64::try_from(*part).ok();
    Some(Canonical {
        // still in lowest terms
        number: Ratio::new_raw(narrow(number.numer())?, narrow(number.denom())?),
        unit: from.dimension.canonical_unit()?,
    })
}

/// A number of one unit in another one, exactly.
///
/// None where the two measure different things, where one has no factor, or where the number leaves an
/// `i128`. Law: there and back gives the same number.
///
/// ```
/// use heirloom_events::values::{convert, unit, unit_of};
/// let of = |text| unit(&unit_of(text).unwrap()).unwrap();
/// assert_eq!(convert(1.into(), of("cup"), of("tsp")), Some(48.into()));
/// assert_eq!(convert(1.into(), of("cup"), of("gram")), None);
/// ```
#[must_use]
pub fn convert(number: Ratio<i128>, from: &Unit, to: &Unit) -> Option<Ratio<i128>> {
    if from.dimension != to.dimension {
        return None;
    }
    let factor = from.factor?.checked_div(&to.factor?)?;
    number.checked_mul(&factor)
}

#[cfg(test)]
mod tests {
    use super::super::units;
    use super::*;
    use crate::values::{MAX_DENOMINATOR, MAX_NUMERATOR, unit_of};

    fn written(quantity: &str, unit: &str) -> Option<String> {
        let amount = canonical(quantity.parse().unwrap(), &unit_of(unit)?)?;
        Some(format!("{amount} {}", amount.unit()))
    }

    #[test]
    fn amounts_are_exact() {
        assert_eq!(
            written("1/3", "cup").as_deref(),
            Some("157725491/2000000 millilitre")
        );
        assert_eq!(
            written("1", "imperial tsp").as_deref(),
            Some("454609/76800 millilitre")
        );
        assert_eq!(written("2", "cans").as_deref(), Some("2 can"));
        assert_eq!(written("1/2", "dozen").as_deref(), Some("6 each"));
        assert_eq!(written("0", "kg").as_deref(), Some("0 gram"));
    }

    #[test]
    fn what_cannot_be_summed_is_none() {
        assert_eq!(written("1", "pinch"), None);
        assert_eq!(written("180", "°C"), None);
        assert_eq!(canonical(Quantity::ONE, &"our_ladle".parse().unwrap()), None);
    }

    #[test]
    fn the_largest_and_the_finest_quantity_fit_in_every_unit() {
        let extremes = [
            (MAX_NUMERATOR, 1),
            (MAX_NUMERATOR - 1, MAX_DENOMINATOR - 1),
            (1, MAX_DENOMINATOR),
            (999_999_937, 999_983),
        ];
        for (n, d) in extremes {
            let quantity = Quantity::new(n, d).unwrap();
            for unit in units().filter(|unit| unit.factor.is_some()) {
                assert!(canonical(quantity, &unit.id).is_some(), "{quantity} {}", unit.id);
            }
        }
    }

    #[test]
    fn a_number_that_leaves_its_parts_is_none_and_not_wrong() {
        let of = |text| unit(&unit_of(text).unwrap()).unwrap();
        assert_eq!(convert(i128::MAX.into(), of("kg"), of("gram")), None);
    }

    #[test]
    fn every_canonical_unit_is_in_the_table_and_is_one_of_itself() {
        for unit in units() {
            let canonical = unit.dimension.canonical_unit();
            assert_eq!(canonical.is_some(), unit.factor.is_some(), "{}", unit.id);
            if let Some(id) = canonical {
                let canonical = super::unit(&id).unwrap();
                assert_eq!(canonical.dimension, unit.dimension);
                assert_eq!(canonical.factor, Some(Ratio::from_integer(1)));
            }
        }
    }
}
