//! A unit of one table beside the unit as written.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_22_0930_standardise_units",
    meaning: "Beside the unit as it was written stands the unit that is meant, and the exact amount in grams, millilitres or pieces. What was written stays.",
    events: &[
        ("IngredientLineAdded", 3),
        ("IngredientLineChanged", 3),
        ("RecipeCreated", 5),
        ("RecipeReverted", 5),
    ],
    retires: &[],
    projections: &[("recipes", 6)],
    declared: &[],
};
