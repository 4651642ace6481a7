//! Indexes for searching; no event changes.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_21_1000_optimize_recipe_search_indexes",
    meaning: "Recipes, ingredients and planned days are found faster. Nothing is said otherwise than before.",
    events: &[],
    retires: &[],
    projections: &[("recipes", 4), ("ingredients", 2), ("meal_plan", 2)],
    declared: &[],
};
