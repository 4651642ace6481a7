//! At each revision a meal is written in the version of that revision, and read as it was meant.

use heirloom::Heirloom;
use heirloom::commands::meal::CreateMeal;
use heirloom::commands::plan::{
    ClearMeal, CompleteMeal, ReorderPlan, SelectMeal, SetDietaryConstraints, SetMealServings, SetShoppingMode,
};
use heirloom::commands::{Command, CommandError};
use heirloom::events::values::{MealId, SelectionId, ShoppingMode, Side};
use heirloom::revisions::{Revision, all, named, slug};
use heirloom::store::LogError;
use heirloom::testing::ThrowawayLog;
use serde_json::Value;

use super::script::{begin, day, home, recipe};
use super::week;
use crate::support::House;
use crate::support::kitchen::by;

heirloom::on_each_database!(a_meal_is_written_in_the_version_of_each_revision_and_read_as_it_was_meant);

/// The first revision that has anything to say of meals and of what becomes of them.
const MEALS: &str = "meals_and_shopping_lists";

fn wednesday() -> SelectionId {
    SelectionId::derived("wednesday")
}

/// More sides than there are slots, and a mode that is neither everything nor nothing.
fn select() -> SelectMeal {
    SelectMeal {
        selection_id: wednesday(),
        sides: Some((1..6).map(recipe).collect()),
        shopping_mode: Some(ShoppingMode::ProduceOnly),
        ..SelectMeal::of_recipe(recipe(0), day(2))
    }
}

/// What can be said only since [`MEALS`].
fn later() -> [Command; 7] {
    let (selection_id, planned_date) = (wednesday(), day(2));
    let created = CreateMeal {
        meal_id: MealId::derived("supper"),
        name: "Supper".into(),
        main_recipe_id: recipe(0),
        sides: vec![],
        tags: vec![],
        saved: true,
    };
    let completed_at = chrono::DateTime::UNIX_EPOCH;
    [
        created.into(),
        SetMealServings {
            selection_id,
            planned_date,
            servings: Some(6),
        }
        .into(),
        SetShoppingMode {
            selection_id,
            planned_date,
            shopping_mode: ShoppingMode::None,
        }
        .into(),
        ReorderPlan {
            week: planned_date,
            order: vec![selection_id, SelectionId::derived("first")],
        }
        .into(),
        CompleteMeal {
            selection_id,
            planned_date,
            completed_at,
            already_cooked: false,
        }
        .into(),
        ClearMeal {
            selection_id,
            planned_date,
        }
        .into(),
        SetDietaryConstraints {
            week: planned_date,
            diets: Some("vegan".into()),
        }
        .into(),
    ]
}

async fn a_meal_is_written_in_the_version_of_each_revision_and_read_as_it_was_meant(place: ThrowawayLog) {
    // One database for the oldest; the others are told from it by their steps, not by the database.
    at(place, &all()[0]).await;
    for revision in &all()[all().len() - 5..] {
        at(ThrowawayLog::sqlite().await, revision).await;
    }
}

async fn at(place: ThrowawayLog, revision: &Revision) {
    let state = named(revision.name).expect("it is a revision");
    let heirloom = Heirloom::init_at(place.url(), &state)
        .await
        .expect("it can be made");
    begin(&heirloom).await;
    let first = SelectMeal {
        selection_id: SelectionId::derived("first"),
        ..SelectMeal::of_recipe(recipe(0), day(1))
    };
    for command in [first, select()] {
        let sent = heirloom.send(by(home()), command).await;
        sent.expect("it is carried out at every revision");
    }
    let house = House { heirloom, place };
    is_written_as(&house, &state).await;
    let meal = week(&house, day(2)).await.selections[&wednesday()].clone();
    assert_eq!(
        meal.sides,
        Side::in_order((1..6).map(recipe)),
        "{}",
        revision.name
    );
    assert_eq!(meal.shopping_mode, ShoppingMode::ProduceOnly, "{}", revision.name);
    let since = all().iter().position(|one| slug(one.name) == MEALS);
    let knows_meals = since.is_some_and(|since| since <= state.index);
    for command in later() {
        match house.heirloom.send(by(home()), command.clone()).await {
            Ok(receipt) => assert!(
                knows_meals && receipt.events > 0,
                "{}: {command:?}",
                revision.name
            ),
            Err(CommandError::Log(LogError::NotInRevision { since, .. })) => {
                assert!(
                    !knows_meals && slug(since) == MEALS,
                    "{}: {command:?}",
                    revision.name
                );
            }
            Err(error) => panic!("{}: {command:?}: {error}", revision.name),
        }
    }
    house.log_is_whole().await;
}

/// Its version is that of the revision, and what that cannot hold stands beside it.
async fn is_written_as(house: &House, state: &heirloom::revisions::State) {
    let events = house.events().await;
    let wednesday = wednesday().to_string();
    let written = events.iter().find(|event| event.payload.contains(&wednesday));
    let written = written.expect("it was selected");
    let version = state
        .events
        .get("MealSelected")
        .expect("it is of the first revision");
    assert_eq!(written.event_version, version.to_string(), "{}", state.name);
    let metadata: Value = serde_json::from_str(&written.metadata).expect("it is JSON");
    let has_residue = metadata.get("residue").is_some_and(|residue| !residue.is_null());
    assert_eq!(has_residue, version < 3, "{}: {metadata}", state.name);
}
