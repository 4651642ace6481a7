//! What a household plans to eat: one stream per ISO week.

pub mod meal_moved;
pub mod meal_removed;
pub mod meal_selected;
mod state;

pub use meal_moved::MealMoved;
pub use meal_removed::MealRemoved;
pub use meal_selected::MealSelected;
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
    }
}
