//! What can be asked of a week's plan: one stream per household and ISO week.

pub mod aggregate;
pub mod clear_completed;
pub mod clear_meal;
pub mod clear_plan;
pub mod complete_meal;
pub mod cycle_shopping_mode;
pub mod dishes;
pub mod follow;
pub mod move_meal;
pub mod remove_meal;
pub mod reopen_meal;
pub mod reorder;
pub mod select_meal;
pub mod set_dietary_constraints;
pub mod set_meal_servings;
pub mod set_shopping_mode;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod way;
pub mod week;
pub mod words;

pub use aggregate::PlanAggregate;
pub use clear_completed::ClearCompleted;
pub use clear_meal::ClearMeal;
pub use clear_plan::ClearPlan;
pub use complete_meal::CompleteMeal;
pub use cycle_shopping_mode::CycleShoppingMode;
pub use dishes::{Dish, Dishes};
pub use move_meal::MoveMeal;
pub use remove_meal::RemoveMeal;
pub use reopen_meal::ReopenMeal;
pub use reorder::ReorderPlan;
pub use select_meal::SelectMeal;
pub use set_dietary_constraints::SetDietaryConstraints;
pub use set_meal_servings::SetMealServings;
pub use set_shopping_mode::SetShoppingMode;
pub use week::week_id;

use chrono::NaiveDate;
use heirloom_events::plan::{MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;
use heirloom_events::{Folded, StreamKey};

use crate::commands::Loaded;
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
        /// Put the meals of a week into another order.
        ReorderPlan,
        /// Set how many servings of a selected meal are cooked.
        SetMealServings,
        /// Note that a selected meal was cooked and eaten.
        CompleteMeal,
        /// Take back that a selected meal was cooked and eaten.
        ReopenMeal,
        /// Clear a selected meal off the plan.
        ClearMeal,
        /// Clear what was eaten off the plan of a week.
        ClearCompleted,
        /// Clear the whole plan of a week.
        ClearPlan,
        /// Set what of a selected meal goes on the shopping list.
        SetShoppingMode,
        /// Go on to the next mode of shopping.
        CycleShoppingMode,
        /// Set the diets that a week is to suit.
        SetDietaryConstraints,
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
            Self::ReorderPlan(c) => c.week,
            Self::SetMealServings(c) => c.planned_date,
            Self::CompleteMeal(c) => c.planned_date,
            Self::ReopenMeal(c) => c.planned_date,
            Self::ClearMeal(c) => c.planned_date,
            Self::ClearCompleted(c) => c.week,
            Self::ClearPlan(c) => c.week,
            Self::SetShoppingMode(c) => c.planned_date,
            Self::CycleShoppingMode(c) => c.planned_date,
            Self::SetDietaryConstraints(c) => c.week,
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

    /// The recipes and the meal that it names, and that must be there.
    #[must_use]
    pub fn looks_at(&self) -> Vec<StreamKey> {
        match self {
            Self::SelectMeal(c) => {
                let meal = c.meal_id.map(follow::meal_key);
                c.dishes().map(follow::recipe_key).chain(meal).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Streams that it needs beside those loaded, and that only they can name.
    #[must_use]
    pub fn follows(&self, loaded: &[Loaded]) -> Vec<StreamKey> {
        match self {
            Self::SelectMeal(c) => c.follows(loaded),
            Self::CompleteMeal(c) => c.follows(loaded),
            _ => Vec::new(),
        }
    }

    /// The events that it makes of the week as it is; none where it changes nothing. A move to another
    /// week is decided by [`MoveMeal::decide_across`], the cooking that goes with a completed meal by
    /// [`CompleteMeal::cooking`].
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, week: &Folded<WeekPlan>, dishes: &Dishes) -> Result<Vec<PlanEvent>, Refusal> {
        match self {
            Self::SelectMeal(c) => c.decide(&week.state, dishes),
            Self::MoveMeal(c) => c.decide(&week.state),
            Self::RemoveMeal(c) => c.decide(&week.state),
            Self::ReorderPlan(c) => c.decide(&week.state),
            Self::SetMealServings(c) => c.decide(&week.state),
            Self::CompleteMeal(c) => c.decide(&week.state),
            Self::ReopenMeal(c) => c.decide(&week.state),
            Self::ClearMeal(c) => c.decide(&week.state),
            Self::ClearCompleted(c) => c.decide(&week.state),
            Self::ClearPlan(c) => c.decide(&week.state),
            Self::SetShoppingMode(c) => c.decide(&week.state),
            Self::CycleShoppingMode(c) => c.decide(&week.state),
            Self::SetDietaryConstraints(c) => c.decide(&week.state),
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

/// The selection of that id in the week of that day, where it was not cleared.
pub(crate) fn standing(week: &WeekPlan, id: SelectionId, day: NaiveDate) -> Result<&MealSelection, Refusal> {
    let selection = selected(week, id, day)?;
    match selection.cleared {
        false => Ok(selection),
        true => Err(Refusal::invalid(
            "selection_id",
            format!("`{id}` was cleared off the plan and takes no edits; select the meal anew"),
        )),
    }
}
