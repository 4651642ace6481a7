//! What can be asked of a meal: a main dish with sides under a name, planned as often as one likes.

pub mod add_side;
pub mod aggregate;
pub mod archive;
pub mod compose;
pub mod create;
pub mod remove_side;
pub mod rename;
pub mod reorder_sides;
pub mod restore;
pub mod save;
pub mod set_tags;
#[cfg(test)]
pub(crate) mod testing;
pub mod words;

pub use add_side::AddSide;
pub use aggregate::MealAggregate;
pub use archive::ArchiveMeal;
pub use compose::ComposeMeal;
pub use create::CreateMeal;
pub use remove_side::RemoveSide;
pub use rename::RenameMeal;
pub use reorder_sides::ReorderSides;
pub use restore::RestoreMeal;
pub use save::SaveMeal;
pub use set_tags::SetMealTags;

use heirloom_events::meal::{Meal, MealComposed, MealEvent};
use heirloom_events::values::{MealId, RecipeId};
use heirloom_events::{Folded, StreamKey, limits};

use crate::commands::fact::stream_commands;
use crate::commands::plan::Dishes;
use crate::commands::plan::follow::{meal_key, recipe_key};
use crate::commands::refusal::Refusal;
use crate::commands::validate;

stream_commands! {
    /// What can be asked of a meal.
    MealCommand {
        /// Put a meal together for the first time.
        CreateMeal,
        /// Give it another name.
        RenameMeal,
        /// Put it together anew.
        ComposeMeal,
        /// Add a side.
        AddSide,
        /// Take a side off.
        RemoveSide,
        /// Put its sides into another order.
        ReorderSides,
        /// Set its tags.
        SetMealTags,
        /// Keep it, or keep it no longer.
        SaveMeal,
        /// Put it away.
        ArchiveMeal,
        /// Bring it back.
        RestoreMeal,
    }
}

macro_rules! each_command {
    ($value:expr, $inner:ident => $body:expr, dishes($with:ident) => $with_dishes:expr) => {
        match $value {
            MealCommand::CreateMeal($with) => $with_dishes,
            MealCommand::ComposeMeal($with) => $with_dishes,
            MealCommand::AddSide($with) => $with_dishes,
            MealCommand::RenameMeal($inner) => $body,
            MealCommand::RemoveSide($inner) => $body,
            MealCommand::ReorderSides($inner) => $body,
            MealCommand::SetMealTags($inner) => $body,
            MealCommand::SaveMeal($inner) => $body,
            MealCommand::ArchiveMeal($inner) => $body,
            MealCommand::RestoreMeal($inner) => $body,
        }
    };
}

impl MealCommand {
    /// The meal that it is about.
    #[must_use]
    pub fn meal_id(&self) -> MealId {
        each_command!(self, command => command.meal_id, dishes(command) => command.meal_id)
    }

    /// Its stream.
    #[must_use]
    pub fn stream(&self) -> StreamKey {
        meal_key(self.meal_id())
    }

    /// The recipes that must be there.
    #[must_use]
    pub fn looks_at(&self) -> Vec<StreamKey> {
        let dishes: Vec<RecipeId> = match self {
            Self::CreateMeal(c) => dishes_of(c.main_recipe_id, &c.sides).collect(),
            Self::ComposeMeal(c) => dishes_of(c.main_recipe_id, &c.sides).collect(),
            Self::AddSide(c) => vec![c.recipe_id],
            _ => Vec::new(),
        };
        dishes.into_iter().map(recipe_key).collect()
    }

    /// The events that it makes of the meal as it is; none where it changes nothing.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, meal: &Folded<Meal>, dishes: &Dishes) -> Result<Vec<MealEvent>, Refusal> {
        each_command!(self, command => command.decide(meal), dishes(command) => command.decide(meal, dishes))
    }
}

/// The meal, where it exists.
pub(crate) fn existing(meal: &Folded<Meal>, id: MealId) -> Result<&Meal, Refusal> {
    match meal.exists() {
        true => Ok(&meal.state),
        false => Err(Refusal::NotFound {
            what: "meal",
            id: id.to_string(),
            place: "this household".into(),
            hint: "look for it by its name, or create it",
        }),
    }
}

/// The meal, where it exists and takes edits.
pub(crate) fn editable(meal: &Folded<Meal>, id: MealId) -> Result<&Meal, Refusal> {
    let state = existing(meal, id)?;
    match state.archived {
        false => Ok(state),
        true => Err(Refusal::ArchivedMeal {
            meal_id: id,
            name: state.name.clone(),
        }),
    }
}

/// The event that leads to these dishes; none where they are those of the meal.
fn composed(meal: &Meal, main_recipe_id: RecipeId, sides: Vec<RecipeId>) -> Vec<MealEvent> {
    match meal.main_recipe_id == Some(main_recipe_id) && meal.sides == sides {
        true => vec![],
        false => vec![
            MealComposed {
                main_recipe_id,
                sides,
            }
            .into(),
        ],
    }
}

/// The dishes of a meal: each exists and is not archived, and the sides are no more than three. One may come
/// twice, and be the main dish too.
fn check_dishes(main: RecipeId, sides: &[RecipeId], dishes: &Dishes) -> Result<(), Refusal> {
    validate::list("sides", sides.len(), limits::SIDES)?;
    dishes_of(main, sides).try_for_each(|id| dishes.check(id))
}

fn dishes_of(main: RecipeId, sides: &[RecipeId]) -> impl Iterator<Item = RecipeId> {
    std::iter::once(main).chain(sides.iter().copied())
}
