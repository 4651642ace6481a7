//! Meals that a household puts together: one stream per meal.

pub mod archived;
pub mod composed;
pub mod created;
pub mod renamed;
pub mod restored;
pub mod saved_set;
mod state;
pub mod tags_set;

pub use archived::MealArchived;
pub use composed::MealComposed;
pub use created::MealCreated;
pub use renamed::MealRenamed;
pub use restored::MealRestored;
pub use saved_set::MealSavedSet;
pub use state::Meal;
pub use tags_set::MealTagsSet;

use crate::stream::stream_events;

stream_events! {
    /// What can happen to a meal.
    MealEvent {
        /// A meal was put together.
        MealCreated,
        /// A meal got another name.
        MealRenamed,
        /// A meal was put together anew.
        MealComposed,
        /// A meal's tags were set.
        MealTagsSet,
        /// Whether a meal is kept was set.
        MealSavedSet,
        /// A meal was put away.
        MealArchived,
        /// A meal was brought back.
        MealRestored,
    }
}
