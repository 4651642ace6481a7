//! Energy from what a serving contains, by the general factors of Wilbur Atwater.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub};

use super::NutritionFacts;
use crate::values::Quantity;

/// Kilocalories in a gram of protein and of carbohydrate.
const PROTEIN_OR_CARBOHYDRATE: i128 = 4;
/// Kilocalories in a gram of fat.
const FAT: i128 = 9;
/// Kilocalories in a gram of fibre.
const FIBRE: i128 = 2;

/// The energy of one serving in kilocalories, rounded once, at the end, half up.
///
/// * Version 1 (`atwater@1`): 4 kcal per gram of protein, 9 of fat, 4 of carbohydrate (A. L. Merrill and B. K. Watt,
///   *Energy Value of Foods*, USDA Agriculture Handbook 74, 1973: the general factors).
/// * Version 2 (`atwater@2`): the same with fibre at 2 kcal per gram (Regulation (EU) No 1169/2011, annex XIV).
///   The regulation's carbohydrate is without fibre and [`NutritionFacts::total_carbs_g`] is with it, so fibre
///   is taken out first; where it is not known, it counts as none.
///
/// None where protein, fat or carbohydrate is unknown, where there is more fibre than carbohydrate (then the
/// facts contradict each other), where the result leaves a `u32`, and for another version.
///
/// ```
/// use heirloom_events::values::{Method, NutritionFacts, Quantity, atwater};
/// let grams = |n| Quantity::new(n, 1).ok();
/// let mut facts = NutritionFacts::new(Method::STATED);
/// (facts.protein_g, facts.total_fat_g, facts.total_carbs_g) = (grams(10), grams(5), grams(30));
/// facts.dietary_fiber_g = grams(6);
/// assert_eq!((atwater(&facts, 1), atwater(&facts, 2)), (Some(205), Some(193)));
/// ```
#[must_use]
pub fn atwater(facts: &NutritionFacts, version: u32) -> Option<u32> {
    let grams = |quantity: Quantity| {
        let (numerator, denominator) = quantity.parts();
        Ratio::new(i128::from(numerator), i128::from(denominator))
    };
    let (protein, fat) = (grams(facts.protein_g?), grams(facts.total_fat_g?));
    let carbohydrate = grams(facts.total_carbs_g?);
    let fibre = match version {
        1 => Ratio::from_integer(0),
        2 => facts.dietary_fiber_g.map_or(Ratio::from_integer(0), grams),
        _ => return None,
    };
    if fibre > carbohydrate {
        return None;
    }
    let at_four = protein.checked_add(&carbohydrate)?.checked_sub(&fibre)?;
    let energy = at_four
        .checked_mul(&PROTEIN_OR_CARBOHYDRATE.into())?
        .checked_add(&fat.checked_mul(&FAT.into())?)?
        .checked_add(&fibre.checked_mul(&FIBRE.into())?)?;
    let half_up = energy.checked_add(&Ratio::new(1, 2))?.floor();
    u32::try_from(half_up.to_integer()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Method;
    use super::*;

    fn facts(protein: &str, fat: &str, carbohydrate: &str, fibre: Option<&str>) -> NutritionFacts {
        let grams = |text: &str| Some(text.parse().unwrap());
        NutritionFacts {
            protein_g: grams(protein),
            total_fat_g: grams(fat),
            total_carbs_g: grams(carbohydrate),
            dietary_fiber_g: fibre.and_then(grams),
            ..NutritionFacts::new(Method::STATED)
        }
    }

    #[test]
    fn the_energy_is_rounded_once_and_half_up() {
        assert_eq!(atwater(&facts("1/8", "0", "0", None), 1), Some(1));
        assert_eq!(atwater(&facts("0.1249", "0", "0", None), 1), Some(0));
        // 4/3 + 9/3 + 4/3 = 5 2/3; each part rounded would give 5
        assert_eq!(atwater(&facts("1/3", "1/3", "1/3", None), 1), Some(6));
    }

    #[test]
    fn only_the_second_version_counts_fibre_apart() {
        let bran = facts("16", "4", "64", Some("42"));
        assert_eq!((atwater(&bran, 1), atwater(&bran, 2)), (Some(356), Some(272)));
        let unknown = facts("16", "4", "64", None);
        assert_eq!(atwater(&unknown, 2), Some(356));
    }

    #[test]
    fn what_is_unknown_or_contradicts_itself_gives_no_energy() {
        let known = facts("1", "1", "1", Some("2"));
        assert_eq!((atwater(&known, 1), atwater(&known, 2)), (Some(17), None));
        assert_eq!((atwater(&known, 0), atwater(&known, 3)), (None, None));
        for unknown in [
            NutritionFacts {
                protein_g: None,
                ..known.clone()
            },
            NutritionFacts {
                total_fat_g: None,
                ..known.clone()
            },
            NutritionFacts {
                total_carbs_g: None,
                ..known.clone()
            },
            NutritionFacts::stated(250),
        ] {
            assert_eq!(atwater(&unknown, 1), None);
        }
    }

    #[test]
    fn a_result_beyond_all_reason_is_none_and_not_wrong() {
        assert_eq!(atwater(&facts("0", "1000000000", "0", None), 1), None);
        let fine = facts(
            "999999937/999983",
            "999999929/999979",
            "999999893/999961",
            Some("1/999959"),
        );
        assert!(atwater(&fine, 2).is_some());
    }

    fn grams() -> impl Strategy<Value = Option<Quantity>> {
        prop::option::weighted(
            0.9,
            (0..2_000_000_i128, 1..=1_000_000_i128).prop_map(|(n, d)| Quantity::new(n, d).unwrap()),
        )
    }

    fn any_facts() -> impl Strategy<Value = NutritionFacts> {
        (
            grams(),
            grams(),
            grams(),
            grams(),
            any::<Option<u32>>(),
            any::<Option<String>>(),
        )
            .prop_map(
                |(protein_g, total_fat_g, total_carbs_g, dietary_fiber_g, calories, source)| NutritionFacts {
                    protein_g,
                    total_fat_g,
                    total_carbs_g,
                    dietary_fiber_g,
                    calories,
                    source,
                    measured_on: chrono::NaiveDate::from_ymd_opt(2026, 2, 3),
                    ..NutritionFacts::new(Method::ATWATER_2)
                },
            )
    }

    proptest! {
        #[test]
        fn fibre_never_adds_energy(facts in any_facts()) {
            if let (Some(with), Some(apart)) = (atwater(&facts, 1), atwater(&facts, 2)) {
                prop_assert!(apart <= with);
            }
        }

        #[test]
        fn facts_read_back_the_same_and_fit_their_schema(facts in any_facts()) {
            let json = serde_json::to_value(&facts).unwrap();
            prop_assert!(jsonschema::is_valid(&schemars::schema_for!(NutritionFacts).to_value(), &json), "{}", json);
            prop_assert_eq!(serde_json::from_value::<NutritionFacts>(json).unwrap(), facts);
        }
    }
}
