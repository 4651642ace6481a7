//! Given, when, then for plans.

use chrono::NaiveDate;
use heirloom_events::Folded;
use heirloom_events::Stream;
use heirloom_events::meal::{Meal, MealArchived, MealCreated};
use heirloom_events::plan::{
    MealCleared, MealCompleted, MealSelected, MealServingsSet, MealShoppingSet, PlanEvent,
};
use heirloom_events::recipe::RecipeArchived;
use heirloom_events::values::{MealId, RecipeId, SelectionId, ShoppingMode};

use super::{Dish, Dishes, PlanAggregate, PlanCommand, SelectMeal};
use crate::commands::recipe::testing::leek_tart;

/// These events given, the command makes those, or is refused with a message that has this in it. There
/// are the recipes `leek tart` and `salad`, and one that is archived.
#[track_caller]
pub(crate) fn check(
    given: impl Into<Vec<PlanEvent>>,
    when: impl Into<PlanCommand>,
    then: Result<Vec<PlanEvent>, &str>,
) {
    crate::commands::testing::check::<PlanAggregate, _>(dishes(), given.into(), when.into(), then);
}

pub(crate) fn dishes() -> Dishes {
    let mut ready = Dish {
        version: 1,
        ..Dish::default()
    };
    ready.state.apply(leek_tart());
    let mut archived = ready.clone();
    archived.state.apply(RecipeArchived {}.into());
    let recipes = [
        ("leek tart", ready.clone()),
        ("salad", ready),
        ("archived", archived),
    ];
    let mut put_away = a_supper();
    put_away.state.apply(MealArchived {}.into());
    Dishes {
        recipes: recipes.map(|(name, dish)| (recipe(name), dish)).into(),
        meals: [(supper(), a_supper()), (meal("archived"), put_away)].into(),
    }
}

/// Leek tart with salad.
pub(crate) fn a_supper() -> Folded<Meal> {
    let mut meal = Folded::<Meal> {
        version: 1,
        ..Folded::default()
    };
    let created = MealCreated {
        name: "Supper".into(),
        main_recipe_id: recipe("leek tart"),
        sides: vec![recipe("salad")],
        tags: vec![],
        saved: true,
    };
    meal.state.apply(created.into());
    meal
}

pub(crate) fn meal(name: &str) -> MealId {
    MealId::derived(name)
}

pub(crate) fn supper() -> MealId {
    meal("supper")
}

pub(crate) fn recipe(name: &str) -> RecipeId {
    RecipeId::derived(name)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("the tests write days as 2026-03-04")
}

pub(crate) fn tart_selection() -> SelectionId {
    SelectionId::derived("the tart")
}

pub(crate) fn tart_on(date: &str) -> SelectMeal {
    SelectMeal {
        selection_id: tart_selection(),
        ..SelectMeal::of_recipe(recipe("leek tart"), day(date))
    }
}

pub(crate) fn selected_tart(date: &str) -> MealSelected {
    MealSelected {
        selection_id: tart_selection(),
        meal_id: None,
        main_recipe_id: recipe("leek tart"),
        sides: vec![],
        planned_date: day(date),
        shopping_mode: ShoppingMode::All,
    }
}

/// A tart that was selected for 2026-03-04, for six and with produce only, eaten and in the end cleared.
pub(crate) fn said_of_the_tart() -> Vec<PlanEvent> {
    let selection_id = tart_selection();
    let completed_at = "2026-03-04T18:00:00Z".parse().expect("it is a time");
    vec![
        selected_tart("2026-03-04").into(),
        MealServingsSet {
            selection_id,
            servings: Some(6),
        }
        .into(),
        MealShoppingSet {
            selection_id,
            shopping_mode: ShoppingMode::ProduceOnly,
        }
        .into(),
        MealCompleted {
            selection_id,
            completed_at,
        }
        .into(),
        MealCleared { selection_id }.into(),
    ]
}
