//! What can be asked of a week's plan: one stream per household and ISO week.

pub mod aggregate;
pub mod dishes;
pub mod move_meal;
pub mod remove_meal;
pub mod select_meal;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod way;
pub mod week;
pub mod words;

pub use aggregate::PlanAggregate;
pub use dishes::{Dish, Dishes};
pub use move_meal::MoveMeal;
pub use remove_meal::RemoveMeal;
pub use select_meal::SelectMeal;
pub use week::week_id;

use chrono::NaiveDate;
use heirloom_events::Folded;
use heirloom_events::plan::{MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::{RecipeId, SelectionId};

use crate::commands::fact::stream_commands;
use crate::commands::refusal::Refusal;

stream_commands! {
    /// What can be asked of a week's plan.
    PlanCommand {
        /// Select a meal for a day.
        SelectMeal,
        /// Move a selected meal to another day.
        MoveMeal,
        /// Take a selected meal off the plan.
        RemoveMeal,
    }
}

impl PlanCommand {
    /// A day of the week that it is about: of a move the one that it leaves.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        match self {
            Self::SelectMeal(c) => c.planned_date,
            Self::MoveMeal(c) => c.from,
            Self::RemoveMeal(c) => c.planned_date,
        }
    }

    /// A day of another week that it writes to as well.
    #[must_use]
    pub fn other_week(&self) -> Option<NaiveDate> {
        match self {
            Self::MoveMeal(c) if !c.stays_in_its_week() => Some(c.to),
            _ => None,
        }
    }

    /// The recipes that must be there.
    #[must_use]
    pub fn dishes(&self) -> Vec<RecipeId> {
        match self {
            Self::SelectMeal(c) => c.dishes().collect(),
            Self::MoveMeal(_) | Self::RemoveMeal(_) => Vec::new(),
        }
    }

    /// The events that it makes of the week as it is; none where it changes nothing. A move to another
    /// week is decided by [`MoveMeal::decide_across`].
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, week: &Folded<WeekPlan>, dishes: &Dishes) -> Result<Vec<PlanEvent>, Refusal> {
        match self {
            Self::SelectMeal(c) => c.decide(&week.state, dishes),
            Self::MoveMeal(c) => c.decide(&week.state),
            Self::RemoveMeal(c) => c.decide(&week.state),
        }
    }
}

/// The selection of that id in the week of that day.
pub(crate) fn selected(week: &WeekPlan, id: SelectionId, day: NaiveDate) -> Result<&MealSelection, Refusal> {
    week.selections.get(&id).ok_or_else(|| Refusal::NotFound {
        what: "selected meal",
        id: id.to_string(),
        place: format!("the week of {day}"),
        hint: "it may have been moved or removed; read the plan again",
    })
}
