//! A week's plan, and moves from one week to another.

use chrono::NaiveDate;
use heirloom::commands::plan::{MoveMeal, RemoveMeal, SelectMeal, week_id};
use heirloom::commands::recipe::ArchiveRecipe;
use heirloom::commands::{Commands, Loaded};
use heirloom::events::values::{RecipeId, SelectionId, ShoppingMode, Side};
use heirloom::events::{StreamKey, StreamType};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    a_meal_moves_to_another_week_in_one_transaction,
    a_meal_of_an_unknown_or_archived_recipe_is_refused,
);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn tart_on(date: &str) -> SelectMeal {
    SelectMeal {
        selection_id: SelectionId::derived("wednesday"),
        side_recipe_3: Some(tart()),
        exclude_from_shopping: true,
        ..SelectMeal::of_recipe(tart(), day(date))
    }
}

async fn week(commands: &Commands, date: &str) -> Loaded {
    let key = StreamKey::new(StreamType::Plan, week_id(home(), day(date)));
    commands.load(home(), &key).await.unwrap()
}

async fn a_meal_moves_to_another_week_in_one_transaction(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let selected = commands.send(by("ada"), tart_on("2026-03-04")).await.unwrap();
    let selection_id = selected.made.selection_id.unwrap();
    let (from, to) = (day("2026-03-04"), day("2026-03-11"));
    let receipt = commands
        .send(
            by("ada"),
            MoveMeal {
                selection_id,
                from,
                to,
            },
        )
        .await
        .unwrap();
    assert_eq!((receipt.events, receipt.streams.len()), (2, 2));
    assert!(
        week(&commands, "2026-03-04")
            .await
            .week()
            .state
            .selections
            .is_empty()
    );
    let next = week(&commands, "2026-03-11").await;
    let meal = &next.week().state.selections[&selection_id];
    assert_eq!(
        (
            meal.planned_date,
            Side::of_slot(&meal.sides, 3),
            meal.shopping_mode
        ),
        (to, Some(tart()), ShoppingMode::None)
    );
    let again = commands
        .send(
            by("ada"),
            MoveMeal {
                selection_id,
                from,
                to,
            },
        )
        .await
        .unwrap();
    assert_eq!(again.events, 0);
    let remove = RemoveMeal {
        selection_id,
        planned_date: from,
    };
    says(
        commands.send(by("ada"), remove).await,
        "there is no selected meal",
    );
}

async fn a_meal_of_an_unknown_or_archived_recipe_is_refused(log: ThrowawayLog) {
    let commands = commands(&log);
    says(
        commands.send(by("ada"), tart_on("2026-03-04")).await,
        "there is no recipe",
    );
    create_tart(&commands).await;
    let unknown_side = SelectMeal {
        side_recipe_1: Some(RecipeId::derived("?")),
        ..tart_on("2026-03-04")
    };
    says(commands.send(by("ada"), unknown_side).await, "there is no recipe");
    commands
        .send(by("ada"), ArchiveRecipe { recipe_id: tart() })
        .await
        .unwrap();
    says(
        commands.send(by("ada"), tart_on("2026-03-04")).await,
        "is archived",
    );
}
