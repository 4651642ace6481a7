//! What of a meal is bought: all, produce only, or nothing.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_23_1400_shopping_modes",
    meaning: "Of a planned meal everything, only fruit and vegetables, or nothing goes on the shopping list. Meals that were left out before are now those of which nothing is bought.",
    events: &[("MealSelected", 3), ("MealShoppingSet", 2)],
    retires: &[],
    projections: &[("meal_plan", 5)],
    declared: &["meal_selections.exclude_from_shopping"],
};
