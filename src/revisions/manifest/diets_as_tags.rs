//! Diets as a set of tags, with the text beside it.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_22_1000_diets_as_tags",
    meaning: "The diets that a recipe suits are a set of known ones, so that all vegan recipes are found. The text as it was written stays, and words that are no known diet are listed.",
    events: &[("RecipeDietSet", 2), ("RecipeCreated", 6), ("RecipeReverted", 6)],
    retires: &[],
    projections: &[("recipes", 7)],
    declared: &[],
};
