//! How the application shows a total: back in the unit that was written, rounded up for the shop.

use super::units::{Dimension, counts, known_in, normalised};

/// Grams from which a mass without a known unit is shown in pounds.
const POUND: f64 = 453.592;
/// Millilitres from which a volume without a known unit is shown in cups.
const CUP: f64 = 236.588;
/// Millilitres from which a volume without a known unit is shown in tablespoons.
const TABLESPOON: f64 = 14.7868;
/// The least that is shown in teaspoons where no unit is known.
const LEAST_TEASPOONS: f64 = 0.25;

/// A total in the base of its dimension as an amount and a unit of the list.
///
/// Where the unit that was written is one of the dimension's, in that unit; otherwise masses in pounds or
/// ounces, volumes in cups, tablespoons or teaspoons. Counts and unknown units stay as they are.
///
/// ```
/// use heirloom_shopping::one::{Dimension, to_display};
/// assert_eq!(to_display(28.3495 * 2.1, Dimension::Mass, Some("Oz.")), (2.25, "oz".to_owned()));
/// ```
#[must_use]
pub fn to_display(base: f64, dimension: Dimension, original_unit: Option<&str>) -> (f64, String) {
    let original = normalised(original_unit);
    let (quantity, unit) = match (dimension, known_in(dimension, &original)) {
        (_, Some((label, factor))) => (base / factor, label.to_owned()),
        (Dimension::Mass, None) => in_units(base, &[(POUND, "lbs")], (28.3495, "oz")),
        (Dimension::Volume, None) => {
            let (quantity, unit) = in_units(base, &[(CUP, "cup"), (TABLESPOON, "Tbs")], (4.92892, "tsp"));
            match unit.as_str() {
                "tsp" if quantity < LEAST_TEASPOONS => (LEAST_TEASPOONS, unit),
                _ => (quantity, unit),
            }
        }
        (Dimension::Count | Dimension::Unknown, None) => (base, original),
    };
    (round_to_friendly(quantity, &unit), unit)
}

/// In the first unit that it fills, otherwise in the smallest.
fn in_units(base: f64, units: &[(f64, &str)], smallest: (f64, &str)) -> (f64, String) {
    let filled = units.iter().copied().find(|(factor, _)| base >= *factor);
    let (factor, unit) = filled.unwrap_or(smallest);
    (base / factor, unit.to_owned())
}

/// Rounds up, never down: counts to whole ones, teaspoons and tablespoons to eighths, everything else to
/// quarters (unknown units too, against what the application's own comment says). What is not above zero
/// stays as it is.
#[must_use]
pub fn round_to_friendly(quantity: f64, unit: &str) -> f64 {
    if quantity <= 0.0 {
        return quantity;
    }
    match normalised(Some(unit)).as_str() {
        unit if counts(unit) => quantity.ceil(),
        "tsp" | "tbs" => (quantity * 8.0).ceil() / 8.0,
        _ => (quantity * 4.0).ceil() / 4.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(base: f64, dimension: Dimension, unit: Option<&str>, shown: (f64, &str)) {
        let (quantity, label) = to_display(base, dimension, unit);
        assert_eq!(
            (quantity, label.as_str()),
            shown,
            "{base} {dimension:?} from {unit:?}"
        );
    }

    #[test]
    fn a_total_is_shown_in_the_unit_that_was_written() {
        check(28.3495 * 24.0, Dimension::Mass, Some("oz"), (24.0, "oz"));
        check(14.7868, Dimension::Volume, Some(" TBS. "), (1.0, "Tbs"));
        check(3.2, Dimension::Count, Some("Can"), (4.0, "can"));
        check(3.2, Dimension::Count, None, (4.0, ""));
        check(0.3, Dimension::Unknown, Some("Cloves"), (0.5, "cloves"));
    }

    #[test]
    fn a_total_without_a_known_unit_falls_back_by_its_size() {
        check(453.592, Dimension::Mass, None, (1.0, "lbs"));
        check(453.0, Dimension::Mass, Some("kg"), (16.0, "oz"));
        check(236.588, Dimension::Volume, None, (1.0, "cup"));
        check(236.0, Dimension::Volume, Some("oz"), (16.0, "Tbs"));
        check(14.0, Dimension::Volume, None, (2.875, "tsp"));
        check(0.1, Dimension::Volume, None, (0.25, "tsp"));
        check(-5.0, Dimension::Volume, None, (0.25, "tsp"));
    }

    #[test]
    fn amounts_are_rounded_up_by_their_unit() {
        for (quantity, unit, rounded) in [
            (0.01, "", 1.0),
            (2.0, "can", 2.0),
            (2.001, " CAN.", 3.0),
            (0.3, "tsp", 0.375),
            (0.3, "Tbs", 0.375),
            (1.3, "cup", 1.5),
            (1.3, "bunches", 1.5),
            (0.0, "cup", 0.0),
            (-0.3, "can", -0.3),
        ] {
            assert_eq!(round_to_friendly(quantity, unit), rounded, "{quantity} `{unit}`");
        }
        assert!(round_to_friendly(f64::NAN, "cup").is_nan());
        assert_eq!(round_to_friendly(f64::INFINITY, "cup"), f64::INFINITY);
    }

    proptest! {
        #[test]
        fn rounding_never_goes_down_and_at_most_one_step_up(
            quantity in -10.0..1e9_f64,
            unit in prop::sample::select(vec!["", "can", "tsp", "Tbs", "cup", "oz", "lbs", "cloves"]),
        ) {
            let rounded = round_to_friendly(quantity, unit);
            prop_assert!(rounded >= quantity);
            prop_assert!(rounded < quantity + 1.0);
            prop_assert_eq!(round_to_friendly(rounded, unit), rounded);
        }
    }
}
