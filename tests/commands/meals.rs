//! Meals, and plans that follow them; what is eaten, in the plan and in the history of its recipe.

use chrono::{DateTime, NaiveDate, Utc};
use heirloom::commands::meal::{ArchiveMeal, ComposeMeal, CreateMeal, RenameMeal, SaveMeal};
use heirloom::commands::plan::{
    ClearPlan, CompleteMeal, MoveMeal, ReopenMeal, SelectMeal, SetMealServings, SetShoppingMode, week_id,
};
use heirloom::commands::recipe::{ArchiveRecipe, CreateRecipe, Draft};
use heirloom::commands::{Command, Commands};
use heirloom::events::plan::{MealSelection, WeekPlan};
use heirloom::events::values::{CommandId, MealId, RecipeId, SelectionId, ShoppingMode, Side};
use heirloom::events::{StreamKey, StreamType};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    a_meal_is_planned_and_its_main_dish_cooked_in_one_transaction,
    a_meal_that_is_completed_twice_was_cooked_once,
    of_an_archived_recipe_only_the_plan_hears,
    all_that_was_said_of_a_meal_goes_along_to_another_week,
    a_planned_meal_of_an_archived_dish_is_refused,
    a_bulk_edit_of_meals_and_plans_is_undone_as_one,
    merging_writers_may_touch_different_meals_of_a_week,
);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(hour: u32) -> DateTime<Utc> {
    format!("2026-03-04T{hour:02}:00:00Z").parse().unwrap()
}

fn salad() -> RecipeId {
    RecipeId::derived("salad")
}

fn supper() -> MealId {
    MealId::derived("supper")
}

fn wednesday() -> SelectionId {
    SelectionId::derived("wednesday")
}

fn create_supper() -> CreateMeal {
    CreateMeal {
        meal_id: supper(),
        name: "Supper".into(),
        main_recipe_id: tart(),
        sides: vec![salad()],
        tags: vec![],
        saved: true,
    }
}

fn supper_on(date: &str) -> SelectMeal {
    SelectMeal {
        selection_id: wednesday(),
        ..SelectMeal::of_meal(supper(), day(date))
    }
}

fn complete(hour: u32) -> CompleteMeal {
    CompleteMeal {
        selection_id: wednesday(),
        planned_date: day("2026-03-04"),
        completed_at: at(hour),
        already_cooked: false,
    }
}

/// A kitchen with a tart, a salad, and a supper of both on 2026-03-04.
async fn planned(log: &ThrowawayLog) -> std::sync::Arc<Commands> {
    let commands = commands(log);
    create_tart(&commands).await;
    let draft = Draft {
        title: "Salad".into(),
        ..draft()
    };
    let recipe_id = salad();
    send(&commands, CreateRecipe { recipe_id, draft }).await;
    send(&commands, create_supper()).await;
    send(&commands, supper_on("2026-03-04")).await;
    commands
}

/// How many events it made.
async fn send(commands: &Commands, command: impl Into<Command>) -> u64 {
    commands.send(by("ada"), command).await.unwrap().events
}

async fn week(commands: &Commands, date: &str) -> WeekPlan {
    let key = StreamKey::new(StreamType::Plan, week_id(home(), day(date)));
    commands.load(home(), &key).await.unwrap().week().state.clone()
}

async fn on_wednesday(commands: &Commands) -> MealSelection {
    week(commands, "2026-03-04").await.selections[&wednesday()].clone()
}

async fn times_cooked(commands: &Commands, recipe: RecipeId) -> u64 {
    u64::from(recipe_of(commands, recipe).await.times_cooked)
}

async fn a_meal_is_planned_and_its_main_dish_cooked_in_one_transaction(log: ThrowawayLog) {
    let commands = planned(&log).await;
    let meal = on_wednesday(&commands).await;
    assert_eq!(meal.meal_id, Some(supper()));
    assert_eq!(
        (meal.main_recipe_id, meal.sides),
        (tart(), Side::in_order([salad()]))
    );
    // The meal is another one by then: it is its main dish of that day which is cooked.
    let compose = ComposeMeal {
        meal_id: supper(),
        main_recipe_id: salad(),
        sides: vec![],
    };
    send(&commands, compose).await;
    let envelope = by("ada").identified(CommandId::new());
    let receipt = commands.send(envelope.clone(), complete(18)).await.unwrap();
    let streams: Vec<_> = receipt.streams.iter().map(|s| s.stream.aggregate_type).collect();
    assert_eq!(
        (receipt.events, streams),
        (2, vec![StreamType::Plan, StreamType::Recipe])
    );
    let again = commands.send(envelope, complete(18)).await.unwrap();
    assert_eq!((again.repeated, &again.streams), (true, &receipt.streams));
    let cooked = (
        times_cooked(&commands, salad()).await,
        times_cooked(&commands, tart()).await,
    );
    assert_eq!(cooked, (1, 0));
    assert_eq!(on_wednesday(&commands).await.completed_at, Some(at(18)));
}

async fn a_meal_that_is_completed_twice_was_cooked_once(log: ThrowawayLog) {
    let commands = planned(&log).await;
    let reopen = ReopenMeal {
        selection_id: wednesday(),
        planned_date: day("2026-03-02"),
    };
    assert_eq!(send(&commands, complete(18)).await, 2);
    assert_eq!(send(&commands, complete(20)).await, 0);
    assert_eq!(send(&commands, reopen).await, 1);
    // Eaten at that hour after all: the cooking stands there already.
    assert_eq!(send(&commands, complete(18)).await, 1);
    assert_eq!(times_cooked(&commands, tart()).await, 1);
}

async fn of_an_archived_recipe_only_the_plan_hears(log: ThrowawayLog) {
    let commands = planned(&log).await;
    send(&commands, ArchiveRecipe { recipe_id: tart() }).await;
    assert_eq!(send(&commands, complete(18)).await, 1);
    assert_eq!(times_cooked(&commands, tart()).await, 0);
}

async fn all_that_was_said_of_a_meal_goes_along_to_another_week(log: ThrowawayLog) {
    let commands = planned(&log).await;
    let (selection_id, planned_date) = (wednesday(), day("2026-03-04"));
    let servings = SetMealServings {
        selection_id,
        planned_date,
        servings: Some(6),
    };
    send(&commands, servings).await;
    let mode = SetShoppingMode {
        selection_id,
        planned_date,
        shopping_mode: ShoppingMode::ProduceOnly,
    };
    send(&commands, mode).await;
    send(&commands, complete(18)).await;
    send(&commands, ClearPlan { week: planned_date }).await;
    let before = on_wednesday(&commands).await;
    let (from, to) = (planned_date, day("2026-03-11"));
    let move_it = MoveMeal {
        selection_id,
        from,
        to,
    };
    assert_eq!(send(&commands, move_it.clone()).await, 5);
    assert_eq!(send(&commands, move_it).await, 0);
    assert_eq!(week(&commands, "2026-03-04").await, WeekPlan::default());
    let after = week(&commands, "2026-03-11").await.selections[&selection_id].clone();
    assert_eq!(
        after,
        MealSelection {
            planned_date: to,
            ..before
        }
    );
}

async fn a_planned_meal_of_an_archived_dish_is_refused(log: ThrowawayLog) {
    let commands = planned(&log).await;
    send(&commands, ArchiveRecipe { recipe_id: salad() }).await;
    let again = SelectMeal::of_meal(supper(), day("2026-03-05"));
    says(commands.send(by("ada"), again.clone()).await, "is archived");
    send(&commands, ArchiveMeal { meal_id: supper() }).await;
    says(commands.send(by("ada"), again).await, "meal `Supper` (");
    let unknown = SelectMeal::of_meal(MealId::derived("?"), day("2026-03-05"));
    says(commands.send(by("ada"), unknown).await, "there is no meal");
}

async fn a_bulk_edit_of_meals_and_plans_is_undone_as_one(log: ThrowawayLog) {
    let commands = planned(&log).await;
    let before = on_wednesday(&commands).await;
    let rename = RenameMeal {
        meal_id: supper(),
        name: "Dinner".into(),
    };
    let (selection_id, from, to) = (wednesday(), day("2026-03-04"), day("2026-03-05"));
    let edits: Vec<Command> = vec![
        rename.into(),
        MoveMeal {
            selection_id,
            from,
            to,
        }
        .into(),
        complete(18).into(),
        ClearPlan { week: to }.into(),
    ];
    let bulk = commands.bulk(by("ada"), edits).await.unwrap();
    assert_eq!(bulk.failures().count(), 0);
    let undo = commands.undo(by("ben"), bulk.correlation_id).await.unwrap();
    // That it was cooked stays in the history of the recipe, and is told.
    assert_eq!((undo.undone.len(), undo.left.len()), (2, 1), "{:?}", undo.left);
    assert_eq!(on_wednesday(&commands).await, before);
    let again = commands.undo(by("ben"), bulk.correlation_id).await.unwrap();
    assert!(again.undone.is_empty(), "{again:?}");
    // And the undo is undone.
    commands.undo(by("ada"), undo.correlation_id).await.unwrap();
    let there = on_wednesday(&commands).await;
    assert!(there.cleared && there.completed_at == Some(at(18)) && there.planned_date == to);
}

async fn merging_writers_may_touch_different_meals_of_a_week(log: ThrowawayLog) {
    let commands = planned(&log).await;
    let thursday = SelectMeal {
        selection_id: SelectionId::derived("thursday"),
        ..SelectMeal::of_recipe(salad(), day("2026-03-05"))
    };
    send(&commands, thursday).await;
    let servings = |n| SetMealServings {
        selection_id: wednesday(),
        planned_date: day("2026-03-04"),
        servings: Some(n),
    };
    let late = || by("ben").expecting(1);
    says(
        commands.send(late(), servings(6)).await,
        "not at the expected version 1",
    );
    commands.send(late().merging(), servings(6)).await.unwrap();
    says(
        commands.send(late().merging(), servings(7)).await,
        "cannot be merged",
    );
    let keep = |saved| SaveMeal {
        meal_id: supper(),
        saved,
    };
    send(&commands, keep(false)).await;
    let rename = RenameMeal {
        meal_id: supper(),
        name: "Dinner".into(),
    };
    commands.send(late().merging(), rename).await.unwrap();
}
