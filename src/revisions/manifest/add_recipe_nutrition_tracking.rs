//! Calories per serving, and how hard a recipe is to prepare.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_21_0900_add_recipe_nutrition_tracking",
    meaning: "A recipe says how many calories a serving has and how hard it is to prepare. Recipes that say nothing are shown as medium, and it is shown that nobody chose so.",
    events: &[
        ("RecipeCreated", 2),
        ("RecipeReverted", 2),
        ("RecipeNutritionTracked", 1),
    ],
    retires: &[],
    projections: &[("recipes", 2)],
    declared: &[],
};
