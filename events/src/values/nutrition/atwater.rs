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
