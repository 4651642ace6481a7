//! Every event version that was ever released, as a type: its JSON Schema, for `schemas/` and its lock, and
//! its own reader and writer.

use schemars::{Schema, schema_for};

use crate::{Payload, StreamType, catalogue, household, meal, plan, recipe, shopping, source};

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
            line_reference_set::IngredientLineReferenceSet: v1,
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
            unmerged::IngredientUnmerged: v1,
            duplicate_defined::IngredientDuplicateDefined: v1,
            removed::IngredientRemoved: v1,
            density_set::DensitySet: v1,
            density_removed::DensityRemoved: v1,
            portion_set::PortionSet: v1,
            portion_removed::PortionRemoved: v1,
            unit_rule_set::UnitRuleSet: v1,
            unit_rule_removed::UnitRuleRemoved: v1,
            pantry_set::PantrySet: v1;
        Household(household):
            opened::HouseholdOpened: v1,
            settings_changed::HouseholdSettingsChanged: v1;
        Plan(plan):
            meal_selected::MealSelected: v1 v2 v3,
            meal_moved::MealMoved: v1,
            meal_removed::MealRemoved: v1,
            reordered::PlanReordered: v1,
            servings_set::MealServingsSet: v1,
            meal_completed::MealCompleted: v1,
            meal_reopened::MealReopened: v1,
            meal_cleared::MealCleared: v1,
            meal_shopping_set::MealShoppingSet: v1 v2,
            dietary_constraints_set::DietaryConstraintsSet: v1;
        Meal(meal):
            created::MealCreated: v1,
            renamed::MealRenamed: v1,
            composed::MealComposed: v1,
            tags_set::MealTagsSet: v1,
            saved_set::MealSavedSet: v1,
            archived::MealArchived: v1,
            restored::MealRestored: v1;
        Shopping(shopping):
            line_added::ShoppingLineAdded: v1 v2,
            line_changed::ShoppingLineChanged: v1,
            line_removed::ShoppingLineRemoved: v1,
            item_ticked::ItemTicked: v1,
            item_unticked::ItemUnticked: v1,
            item_have_set::ItemHaveSet: v1,
            item_flagged::ItemFlagged: v1,
            item_changed::ItemChanged: v1,
            item_moved::ItemMoved: v1,
            item_removed::ItemRemoved: v1,
            synchronised::ListSynchronised: v1;
        Source(source):
            opened::SourceOpened: v1,
            rows_taken::SourceRowsTaken: v1,
            rows_gone::SourceRowsGone: v1;
    }
}

/// The name, version and JSON Schema of every released version, in the order of [`versions`].
#[must_use]
pub fn all() -> Vec<(&'static str, u32, Schema)> {
    let named = |version: Version| (version.event_type, version.version, version.schema);
    versions().into_iter().map(named).collect()
}
