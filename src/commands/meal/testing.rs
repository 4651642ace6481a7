//! Given, when, then for meals, and the supper that the tests of the commands share.

use heirloom_events::meal::{MealCreated, MealEvent};
use heirloom_events::values::{MealId, RecipeId};

use super::{CreateMeal, MealAggregate, MealCommand};
use crate::commands::plan::testing;

/// These events given, the command makes those, or is refused with a message that has this in it. There
/// are the recipes `leek tart` and `salad`, and one that is archived.
#[track_caller]
pub(crate) fn check(
    given: impl Into<Vec<MealEvent>>,
    when: impl Into<MealCommand>,
    then: Result<Vec<MealEvent>, &str>,
) {
    crate::commands::testing::check::<MealAggregate, _>(testing::dishes(), given.into(), when.into(), then);
}

pub(crate) fn supper_id() -> MealId {
    testing::supper()
}

pub(crate) fn dish(name: &str) -> RecipeId {
    testing::recipe(name)
}

pub(crate) fn create() -> CreateMeal {
    CreateMeal {
        meal_id: supper_id(),
        name: " Supper ".into(),
        main_recipe_id: dish("leek tart"),
        sides: vec![dish("salad")],
        tags: vec!["Quick".into()],
        saved: true,
    }
}

pub(crate) fn supper() -> MealCreated {
    MealCreated {
        name: "Supper".into(),
        main_recipe_id: dish("leek tart"),
        sides: vec![dish("salad")],
        tags: vec!["quick".into()],
        saved: true,
    }
}
