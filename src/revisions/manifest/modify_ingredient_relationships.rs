//! How an ingredient is prepared, and whether it may be left out.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_21_0930_modify_ingredient_relationships",
    meaning: "An ingredient line says how the ingredient is prepared and whether it may be left out. On lines that say nothing, nothing is optional.",
    events: &[
        ("IngredientLineAdded", 2),
        ("IngredientLineChanged", 2),
        ("RecipeCreated", 3),
        ("RecipeReverted", 3),
    ],
    retires: &[],
    projections: &[("recipes", 3)],
    declared: &[],
};
