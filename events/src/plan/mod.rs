//! What a household plans to eat: one stream per ISO week.

pub mod dietary_constraints_set;
pub mod meal_cleared;
pub mod meal_completed;
pub mod meal_moved;
pub mod meal_removed;
pub mod meal_reopened;
pub mod meal_selected;
pub mod meal_shopping_set;
pub mod reordered;
pub mod servings_set;
mod state;

pub use dietary_constraints_set::DietaryConstraintsSet;
pub use meal_cleared::MealCleared;
pub use meal_completed::MealCompleted;
pub use meal_moved::MealMoved;
pub use meal_removed::MealRemoved;
pub use meal_reopened::MealReopened;
pub use meal_selected::MealSelected;
pub use meal_shopping_set::MealShoppingSet;
pub use reordered::PlanReordered;
pub use servings_set::MealServingsSet;
pub use state::{MealSelection, WeekPlan};

use crate::stream::stream_events;

stream_events! {
    /// What can happen to the plan of a week.
    PlanEvent {
        /// A meal was selected for a day.
        MealSelected,
        /// A selected meal was moved to another day of the same week.
        MealMoved,
        /// A selected meal was taken off the plan.
        MealRemoved,
        /// The meals of a week were put into another order.
        PlanReordered,
        /// How many servings of a selected meal are cooked was set.
        MealServingsSet,
        /// A selected meal was cooked and eaten.
        MealCompleted,
        /// A selected meal is open again.
        MealReopened,
        /// A selected meal was cleared off the plan.
        MealCleared,
        /// What of a selected meal goes on the shopping list was set.
        MealShoppingSet,
        /// The diets that a week is to suit were set.
        DietaryConstraintsSet,
    }
}
