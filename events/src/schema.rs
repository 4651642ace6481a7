//! JSON Schema of every current event version, for `schemas/` and its lock.

use schemars::{Schema, schema_for};

use crate::{catalogue, household, plan, recipe};

macro_rules! schemas {
    ($($module:ident::$event:ident),+ $(,)?) => {
        vec![$((<$module::$event as crate::Payload>::TYPE, <$module::$event as crate::Payload>::VERSION,
                schema_for!($module::$event))),+]
    };
}

/// The name, version and JSON Schema of every event, in the order of the streams.
#[must_use]
pub fn all() -> Vec<(&'static str, u32, Schema)> {
    schemas![
        recipe::RecipeCreated,
        recipe::RecipeRenamed,
        recipe::RecipeDescribed,
        recipe::RecipeCategorised,
        recipe::RecipeMealTypeSet,
        recipe::RecipeServingsSet,
        recipe::RecipeTimesSet,
        recipe::IngredientLineAdded,
        recipe::IngredientLineChanged,
        recipe::IngredientLineRemoved,
        recipe::IngredientLinesReordered,
        recipe::DirectionsRevised,
        recipe::RecipeNotesSet,
        recipe::RecipeImageSet,
        recipe::RecipeDietSet,
        recipe::RecipeTagged,
        recipe::RecipeUntagged,
        recipe::RecipeFavourited,
        recipe::RecipeUnfavourited,
        recipe::RecipeSourceSet,
        recipe::RecipeCooked,
        recipe::RecipeArchived,
        recipe::RecipeRestored,
        recipe::RecipeReverted,
        catalogue::IngredientDefined,
        catalogue::IngredientRenamed,
        catalogue::IngredientAliased,
        catalogue::IngredientRecategorised,
        catalogue::IngredientMerged,
        catalogue::IngredientUnmerged,
        household::HouseholdOpened,
        household::HouseholdSettingsChanged,
        plan::MealSelected,
        plan::MealMoved,
        plan::MealRemoved,
    ]
}
