//! Facts about nutrition that say how they were come by.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_22_1030_nutrition_facts_with_method",
    meaning: "What a serving contains is a set of facts that say by which method they were come by, from where, and when. Calories that were entered before count as stated.",
    events: &[
        ("RecipeCreated", 7),
        ("RecipeReverted", 7),
        ("RecipeDifficultySet", 1),
        ("NutritionRecorded", 1),
    ],
    retires: &["RecipeNutritionTracked"],
    projections: &[("recipes", 8), ("nutrition", 1)],
    declared: &[],
};
