//! An ingredient line may stand for another recipe.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_23_1700_recipes_in_recipes",
    meaning: "A line of a recipe may stand for another recipe: the tomato sauce in the lasagne. Shopping lists then have what \
              that one is made of, as much of it as is needed.",
    events: &[("IngredientLineReferenceSet", 1)],
    retires: &[],
    projections: &[("recipes", 9)],
    declared: &[],
};
