//! Laws of exact amounts.

use num_rational::Ratio;
use proptest::prelude::*;

use super::{Dimension, Unit, canonical, convert, unit, units};
use crate::values::{MAX_DENOMINATOR, MAX_NUMERATOR, Quantity};

fn summed() -> impl Strategy<Value = &'static Unit> {
    let with_a_factor = units().filter(|unit| unit.factor.is_some());
    prop::sample::select(with_a_factor.collect::<Vec<_>>())
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (0..=MAX_NUMERATOR, 1..=MAX_DENOMINATOR).prop_map(|(n, d)| Quantity::new(n, d).unwrap())
}

proptest! {
    #[test]
    fn there_and_back_gives_the_same_number(from in summed(), to in summed(), quantity in quantity()) {
        let (n, d) = quantity.parts();
        let number = Ratio::new(i128::from(n), i128::from(d));
        match convert(number, from, to) {
            Some(there) => prop_assert_eq!(convert(there, to, from), Some(number)),
            None => prop_assert_ne!(from.dimension, to.dimension),
        }
    }

    #[test]
    fn a_canonical_amount_gives_the_quantity_back(from in summed(), quantity in quantity()) {
        let amount = canonical(quantity, &from.id).unwrap();
        let (n, d) = amount.parts();
        let back = convert(Ratio::new(n.into(), d.into()), unit(amount.unit()).unwrap(), from).unwrap();
        prop_assert_eq!(Quantity::new(*back.numer(), *back.denom()).unwrap(), quantity);
    }

    #[test]
    fn kinds_of_thing_are_never_turned_into_each_other(a in summed(), b in summed()) {
        if a.id != b.id && matches!(a.dimension, Dimension::Container(_)) {
            prop_assert_eq!(convert(Ratio::from_integer(1), a, b), None);
        }
    }
}
