//! Every event version that was ever released, as a type: its JSON Schema, for `schemas/` and its lock, and
//! its own reader and writer.

use schemars::{Schema, schema_for};

use crate::{Payload, StreamType, catalogue, household, plan, recipe};

/// One released version, as its types have it.
pub struct Version {
    /// The kind of stream that it stands in.
    pub stream_type: StreamType,
    /// Its name in the log.
    pub event_type: &'static str,
    /// Its version.
    pub version: u32,
    /// Its JSON Schema.
    pub schema: Schema,
    /// Reads a bare payload in this version and writes it again.
    pub rewrite: fn(&[u8]) -> serde_json::Result<String>,
}

fn version<P: Payload + schemars::JsonSchema>(stream_type: StreamType) -> Version {
    Version {
        stream_type,
        event_type: P::TYPE,
        version: P::VERSION,
        schema: schema_for!(P),
        rewrite: |payload| serde_json::to_string(&serde_json::from_slice::<P>(payload)?),
    }
}

macro_rules! versions {
    ($($stream:ident($module:ident): $($event:ident::$name:ident: $($version:ident)+),+;)+) => {
        vec![$($($(version::<$module::$event::$version::$name>(StreamType::$stream)),+),+),+]
    };
}

/// Every released version, by stream and event, oldest first. Nothing is ever taken out of this list.
#[must_use]
pub fn versions() -> Vec<Version> {
    versions! {
        Recipe(recipe):
            created::RecipeCreated: v1 v2 v3 v4 v5 v6 v7,
            renamed::RecipeRenamed: v1,
            described::RecipeDescribed: v1,
            categorised::RecipeCategorised: v1,
            meal_type_set::RecipeMealTypeSet: v1,
            servings_set::RecipeServingsSet: v1,
            times_set::RecipeTimesSet: v1,
            line_added::IngredientLineAdded: v1 v2 v3,
            line_changed::IngredientLineChanged: v1 v2 v3,
            line_removed::IngredientLineRemoved: v1,
            lines_reordered::IngredientLinesReordered: v1,
            directions_revised::DirectionsRevised: v1,
            notes_set::RecipeNotesSet: v1,
            image_set::RecipeImageSet: v1 v2,
            image_relocated::RecipeImageRelocated: v1,
            diet_set::RecipeDietSet: v1 v2,
            nutrition_tracked::RecipeNutritionTracked: v1,
            difficulty_set::RecipeDifficultySet: v1,
            nutrition_recorded::NutritionRecorded: v1,
            tagged::RecipeTagged: v1,
            untagged::RecipeUntagged: v1,
            favourited::RecipeFavourited: v1,
            unfavourited::RecipeUnfavourited: v1,
            source_set::RecipeSourceSet: v1,
            cooked::RecipeCooked: v1,
            archived::RecipeArchived: v1,
            restored::RecipeRestored: v1,
            reverted::RecipeReverted: v1 v2 v3 v4 v5 v6 v7;
            // The next event of a recipe goes here; a next version, behind the one before it.
        Catalogue(catalogue):
            defined::IngredientDefined: v1,
            renamed::IngredientRenamed: v1,
            aliased::IngredientAliased: v1,
            recategorised::IngredientRecategorised: v1,
            merged::IngredientMerged: v1,
            unmerged::IngredientUnmerged: v1;
        Household(household):
            opened::HouseholdOpened: v1,
            settings_changed::HouseholdSettingsChanged: v1;
        Plan(plan):
            meal_selected::MealSelected: v1,
            meal_moved::MealMoved: v1,
            meal_removed::MealRemoved: v1;
    }
}

/// The name, version and JSON Schema of every released version, in the order of [`versions`].
#[must_use]
pub fn all() -> Vec<(&'static str, u32, Schema)> {
    let named = |version: Version| (version.event_type, version.version, version.schema);
    versions().into_iter().map(named).collect()
}
