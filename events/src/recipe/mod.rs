//! A recipe: one stream each.

pub mod archived;
pub mod categorised;
pub mod content;
pub mod cooked;
pub mod created;
pub mod described;
pub mod diet_set;
pub mod difficulty_set;
pub mod directions_revised;
pub mod favourited;
pub mod image_relocated;
pub mod image_set;
pub mod line;
pub mod line_added;
pub mod line_changed;
pub mod line_reference_set;
pub mod line_removed;
pub mod lines_reordered;
pub mod meal_type_set;
pub mod notes_set;
pub mod nutrition_recorded;
pub mod nutrition_tracked;
pub mod renamed;
pub mod restored;
pub mod reverted;
pub mod servings_set;
pub mod source_set;
mod state;
pub mod step;
pub mod tagged;
pub mod times_set;
pub mod unfavourited;
pub mod untagged;

pub use archived::RecipeArchived;
pub use categorised::RecipeCategorised;
pub use content::Content;
pub use cooked::RecipeCooked;
pub use created::RecipeCreated;
pub use described::RecipeDescribed;
pub use diet_set::RecipeDietSet;
pub use difficulty_set::RecipeDifficultySet;
pub use directions_revised::DirectionsRevised;
pub use favourited::RecipeFavourited;
pub use image_relocated::RecipeImageRelocated;
pub use image_set::RecipeImageSet;
pub use line::Line;
pub use line_added::IngredientLineAdded;
pub use line_changed::IngredientLineChanged;
pub use line_reference_set::IngredientLineReferenceSet;
pub use line_removed::IngredientLineRemoved;
pub use lines_reordered::IngredientLinesReordered;
pub use meal_type_set::RecipeMealTypeSet;
pub use notes_set::RecipeNotesSet;
pub use nutrition_recorded::NutritionRecorded;
pub use renamed::RecipeRenamed;
pub use restored::RecipeRestored;
pub use reverted::RecipeReverted;
pub use servings_set::RecipeServingsSet;
pub use source_set::RecipeSourceSet;
pub use state::Recipe;
pub use step::Step;
pub use tagged::RecipeTagged;
pub use times_set::RecipeTimesSet;
pub use unfavourited::RecipeUnfavourited;
pub use untagged::RecipeUntagged;

use crate::stream::stream_events;

stream_events! {
    /// What can happen to a recipe. Each one is a version of it.
    RecipeEvent {
        /// A recipe was written down for the first time.
        RecipeCreated,
        /// A recipe got another title.
        RecipeRenamed,
        /// A recipe's description was set or taken away.
        RecipeDescribed,
        /// A recipe was put into a category.
        RecipeCategorised,
        /// The meal that a recipe is for was set.
        RecipeMealTypeSet,
        /// How many a recipe serves was set.
        RecipeServingsSet,
        /// A recipe's times were set.
        RecipeTimesSet,
        /// An ingredient line was added to a recipe.
        IngredientLineAdded,
        /// An ingredient line of a recipe was changed.
        IngredientLineChanged,
        /// An ingredient line was removed from a recipe.
        IngredientLineRemoved,
        /// It was said for which recipe an ingredient line of a recipe stands.
        IngredientLineReferenceSet,
        /// A recipe's ingredient lines were put into another order.
        IngredientLinesReordered,
        /// A recipe's steps were revised.
        DirectionsRevised,
        /// A recipe's notes were set or taken away.
        RecipeNotesSet,
        /// A recipe's picture was set or taken away.
        RecipeImageSet,
        /// A recipe's picture was moved to another place.
        RecipeImageRelocated,
        /// The diets that a recipe suits were set.
        RecipeDietSet,
        /// How hard a recipe is to prepare was set or taken away.
        RecipeDifficultySet,
        /// What a serving of a recipe contains was recorded or taken away.
        NutritionRecorded,
        /// A recipe got a tag.
        RecipeTagged,
        /// A recipe lost a tag.
        RecipeUntagged,
        /// A recipe became a favourite.
        RecipeFavourited,
        /// A recipe is no favourite any more.
        RecipeUnfavourited,
        /// Where a recipe comes from was set.
        RecipeSourceSet,
        /// A recipe was cooked.
        RecipeCooked,
        /// A recipe was put away.
        RecipeArchived,
        /// An archived recipe was brought back.
        RecipeRestored,
        /// A recipe was reverted to what an earlier version said.
        RecipeReverted,
    }
}
