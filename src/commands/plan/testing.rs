//! Given, when, then for plans.

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use heirloom_events::Stream;
use heirloom_events::plan::{MealSelected, PlanEvent};
use heirloom_events::recipe::RecipeArchived;
use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode};

use super::{Dish, Dishes, PlanAggregate, PlanCommand, SelectMeal};
use crate::commands::fact::Fact;
use crate::commands::recipe::testing::leek_tart;

/// These events given, the command makes those, or is refused with a message that has this in it. There
/// are the recipes `leek tart` and `salad`, and one that is archived.
#[track_caller]
pub(crate) fn check(
    given: impl Into<Vec<PlanEvent>>,
    when: impl Into<PlanCommand>,
    then: Result<Vec<PlanEvent>, &str>,
) {
    let result = TestFramework::<PlanAggregate>::with(dishes())
        .given(given.into().into_iter().map(Fact).collect())
        .when(when.into())
        .inspect_result();
    match (result, then) {
        (Ok(events), Ok(expected)) => assert_eq!(events, expected.into_iter().map(Fact).collect::<Vec<_>>()),
        (Err(refusal), Err(part)) => {
            assert!(refusal.to_string().contains(part), "`{refusal}` lacks `{part}`")
        }
        (result, then) => panic!("{result:?}, expected {then:?}"),
    }
}

fn dishes() -> Dishes {
    let mut ready = Dish {
        version: 1,
        ..Dish::default()
    };
    ready.state.apply(leek_tart());
    let mut archived = ready.clone();
    archived.state.apply(RecipeArchived {}.into());
    Dishes(
        [
            ("leek tart", ready.clone()),
            ("salad", ready),
            ("archived", archived),
        ]
        .map(|(name, dish)| (recipe(name), dish))
        .into(),
    )
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
        main_recipe_id: recipe("leek tart"),
        side_recipe_1: None,
        side_recipe_2: None,
        side_recipe_3: None,
        sides: None,
        planned_date: day(date),
        exclude_from_shopping: false,
        shopping_mode: None,
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
