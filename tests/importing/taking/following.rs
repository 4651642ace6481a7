//! While the application goes on: each run tells what changed since, and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use heirloom::commands::catalogue::RemoveUnitRule;
use heirloom::commands::plan::RemoveMeal;
use heirloom::commands::recipe::RenameRecipe;
use heirloom::commands::shopping::RemoveItem;
use heirloom::commands::{Command, Envelope};
use heirloom::events::StreamType;
use heirloom::events::values::{Actor, HouseholdId, RecipeId};
use heirloom::importers::mealgenie::source::read;
use heirloom::importers::mealgenie::take::only_user;
use heirloom::store::pretend::PretendLog;

use super::super::mealgenie::made::Made;
use super::support::{Home, complete, household, import, options, today};

/// What a run adds after some SQL on a household that was taken over, as `name: how many`.
async fn adds(home: &Home, made: &Made, household: HouseholdId, sql: &str) -> BTreeMap<String, usize> {
    made.sql(sql).await;
    let (outcome, added) = home.adds(made.path(), household).await;
    complete(&outcome);
    let mut counts = BTreeMap::new();
    for name in added {
        *counts.entry(name).or_default() += 1;
    }
    let (again, added) = home.adds(made.path(), household).await;
    complete(&again);
    assert_eq!(added, Vec::<String>::new(), "after `{sql}`");
    counts
}

fn counts(expected: &[(&str, usize)]) -> BTreeMap<String, usize> {
    expected
        .iter()
        .map(|(name, n)| ((*name).to_owned(), *n))
        .collect()
}

async fn taken_over(name: &str) -> (Home, Made, HouseholdId) {
    let (home, made, household) = (Home::sqlite().await, Made::at(40).await, household(name));
    complete(&home.import(made.path(), household).await);
    (home, made, household)
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_who_comes_to_use_the_application_changes_nothing() {
    let (home, made, household) = taken_over("two people").await;
    let second = "INSERT INTO users (id, created_at) VALUES (2, '2026-01-01'); \
                  UPDATE recipe SET recipe_name = 'Leek soup' WHERE id = 1";
    let expected = counts(&[("RecipeRenamed", 1), ("SourceRowsTaken", 1)]);
    assert_eq!(adds(&home, &made, household, second).await, expected);
    let rows = read(made.path()).await.unwrap();
    let gone = only_user(rows, None, Some(7)).unwrap_err().to_string();
    assert!(
        gone.contains("user `7`") && gone.contains("rows of user 1, 2"),
        "{gone}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_row_becomes_the_event_of_that_change() {
    let (home, made, household) = taken_over("changed").await;
    let noted = ("SourceRowsTaken", 1);
    for (sql, event) in [
        (
            "UPDATE recipe SET recipe_name = 'Leek soup' WHERE id = 1",
            "RecipeRenamed",
        ),
        ("UPDATE meals SET meal_name = 'Monday'", "MealRenamed"),
        ("UPDATE meals SET side_recipe_ids = '[]'", "MealComposed"),
        ("UPDATE meals SET is_saved = 0", "MealSavedSet"),
        (
            "UPDATE planner_entries SET shopping_mode = 'all'",
            "MealShoppingSet",
        ),
        (
            "UPDATE planner_entries SET is_completed = 1, completed_at = '2026-01-22 18:00:00'",
            "MealCompleted",
        ),
        ("UPDATE planner_entries SET is_cleared = 1", "MealCleared"),
        ("UPDATE shopping_items SET flagged = 1", "ItemFlagged"),
        (
            "UPDATE ingredients SET ingredient_category = 'baking' WHERE id = 2",
            "IngredientRecategorised",
        ),
        ("UPDATE unit_conversion_rules SET factor = 4", "UnitRuleSet"),
    ] {
        let added = adds(&home, &made, household, sql).await;
        // of recipes: in the application's list, and in the exact one
        let times = if event == "ItemFlagged" { 2 } else { 1 };
        let expected = counts(&[(event, times), noted]);
        assert_eq!(added, expected, "after `{sql}`");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_row_becomes_a_new_thing() {
    let (home, made, household) = taken_over("new").await;
    let row = "INSERT INTO shopping_items (id, ingredient_name, quantity, unit, source, have, flagged, user_id) \
               VALUES (9, 'Soap', 2, 'bars', 'manual', 1, 0, 1)";
    let added = adds(&home, &made, household, row).await;
    assert_eq!(
        added,
        counts(&[
            ("ShoppingLineAdded", 1),
            ("ItemTicked", 1),
            ("SourceRowsTaken", 1)
        ])
    );
    let row = "INSERT INTO recipe_history (id, recipe_id, cooked_at, user_id) VALUES (9, 2, '2026-01-25 18:00:00', 1)";
    let added = adds(&home, &made, household, row).await;
    assert_eq!(added, counts(&[("RecipeCooked", 1), ("SourceRowsTaken", 1)]));
    let row = "INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
               VALUES (8, 1, 0, 0, 'all', 0, 1)";
    let added = adds(&home, &made, household, row).await;
    assert_eq!(added, counts(&[("MealSelected", 1), ("SourceRowsTaken", 1)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_gone_is_put_away_and_nothing_is_lost() {
    let (home, made, household) = taken_over("gone").await;
    let added = adds(&home, &made, household, "DELETE FROM shopping_item_contributions").await;
    assert_eq!(added, counts(&[("SourceRowsGone", 1)]));
    let added = adds(&home, &made, household, "DELETE FROM planner_entries").await;
    assert_eq!(added, counts(&[("MealRemoved", 1), ("SourceRowsGone", 1)]));
    let added = adds(&home, &made, household, "DELETE FROM meals").await;
    assert_eq!(added, counts(&[("MealArchived", 1), ("SourceRowsGone", 1)]));
    let added = adds(&home, &made, household, "DELETE FROM unit_conversion_rules").await;
    assert_eq!(added, counts(&[("UnitRuleRemoved", 1), ("SourceRowsGone", 1)]));
    let sql = "DELETE FROM recipe_ingredients WHERE recipe_id = 2; DELETE FROM recipe WHERE id = 2";
    let added = adds(&home, &made, household, sql).await;
    assert_eq!(added, counts(&[("RecipeArchived", 1), ("SourceRowsGone", 2)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_as_it_was_is_there_again() {
    let (home, made, household) = taken_over("back").await;
    let added = adds(
        &home,
        &made,
        household,
        "UPDATE planner_entries SET is_cleared = 1",
    )
    .await;
    assert_eq!(added, counts(&[("MealCleared", 1), ("SourceRowsTaken", 1)]));
    let added = adds(
        &home,
        &made,
        household,
        "UPDATE planner_entries SET is_cleared = 0",
    )
    .await;
    assert_eq!(
        added,
        counts(&[("MealRemoved", 1), ("MealSelected", 1), ("SourceRowsTaken", 1)])
    );
    for name in ["'Stew'", "'Soup'", "'Stew'"] {
        let sql = format!("UPDATE recipe SET recipe_name = {name} WHERE id = 1");
        let added = adds(&home, &made, household, &sql).await;
        assert_eq!(added, counts(&[("RecipeRenamed", 1), ("SourceRowsTaken", 1)]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_changed_here_stays_where_the_source_says_nothing_new() {
    let (home, made, household) = taken_over("both").await;
    let source = home.source(household).await;
    let word = &source.row("recipe", "1").unwrap().became[0];
    let recipe_id: RecipeId = word.strip_prefix("recipe/").unwrap().parse().unwrap();
    let rename = RenameRecipe {
        recipe_id,
        title: "Grandma's soup".into(),
    };
    let envelope = Envelope::new(household, Actor("ilse".into()));
    home.heirloom.send(envelope, rename).await.unwrap();
    adds(
        &home,
        &made,
        household,
        "UPDATE recipe SET notes = 'Hot.' WHERE id = 1",
    )
    .await;
    let key = heirloom::events::StreamKey::new(StreamType::Recipe, recipe_id);
    let loaded = home.heirloom.commands().load(household, &key).await.unwrap();
    let content = &loaded.recipe().state.content;
    assert_eq!(
        (content.title.as_str(), content.notes.as_deref()),
        ("Grandma's soup", Some("Hot."))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_took_away_here_is_no_row_that_was_lost() {
    let (home, made, household) = taken_over("taken away").await;
    let source = home.source(household).await;
    let id = |table: &str, row: &str| {
        let word = source.row(table, row).unwrap().became[0].clone();
        let word = word.split_once('/').unwrap().1.to_owned();
        word.split('@').next().unwrap().to_owned()
    };
    let send = async |command: Command| {
        let envelope = Envelope::new(household, Actor("ilse".into()));
        home.heirloom.send(envelope, command).await.unwrap();
    };
    let planned_date = today();
    let selection_id = id("planner_entries", "7").parse().unwrap();
    send(
        RemoveMeal {
            selection_id,
            planned_date,
        }
        .into(),
    )
    .await;
    let key = format!("item::{}", id("shopping_items", "1"));
    send(
        RemoveItem {
            week: today(),
            key,
            algorithm: 0,
        }
        .into(),
    )
    .await;
    let rule_id = id("unit_conversion_rules", "1").parse().unwrap();
    send(RemoveUnitRule { rule_id }.into()).await;
    let (again, added) = home.adds(made.path(), household).await;
    complete(&again);
    assert_eq!(added, Vec::<String>::new());
    let sql = "UPDATE planner_entries SET shopping_mode = 'all'; UPDATE shopping_items SET quantity = 9";
    let added = adds(&home, &made, household, sql).await;
    assert_eq!(added, counts(&[("SourceRowsTaken", 2)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_what_would_be_done_and_writes_nothing() {
    let (home, made, household) = (Home::sqlite().await, Made::at(40).await, household("dry"));
    let over = Arc::clone(home.heirloom.log());
    let pretend = PretendLog::over(over, household).await.unwrap();
    let would = import(Arc::new(pretend), made.path(), options(household))
        .await
        .unwrap();
    complete(&would);
    assert_eq!(home.head(household).await, 0);
    let done = home.import(made.path(), household).await;
    assert_eq!(done.events, would.events);
    assert_eq!(done.report, would.report);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_killed_is_finished_by_the_next_without_a_second_event() {
    let (home, made, household) = taken_over("killed").await;
    let whole = home.head(household).await;
    // what the killed run had not noted yet is told by its own commands alone
    let other = Home::sqlite().await;
    let first = other.import(made.path(), household).await;
    assert_eq!(first.events, whole);
    assert_eq!(
        home.events_after(household, 0).await,
        other.events_after(household, 0).await
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cooking_of_another_time_stays_as_it_was_noted_and_every_run_tells_so() {
    let (home, made, household) = taken_over("cooked otherwise").await;
    made.sql("UPDATE recipe_history SET cooked_at = '2026-03-03 01:00:00'")
        .await;
    for run in 1..=3 {
        let outcome = home.import(made.path(), household).await;
        complete(&outcome);
        let told = "stays as it was noted first";
        assert!(outcome.to_string().contains(told), "run {run}: {outcome}");
    }
    // also where it is said to be of another recipe
    made.sql("UPDATE recipe_history SET recipe_id = 3 - recipe_id")
        .await;
    for _ in 1..=3 {
        complete(&home.import(made.path(), household).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_that_changes_is_told_and_no_run_stumbles_over_it() {
    let (home, made, household) = (Home::sqlite().await, Made::at(40).await, household("duplicate"));
    made.sql("INSERT INTO ingredients (id, ingredient_name, ingredient_category, user_id) VALUES (3, 'LEEK', 'produce', 1)")
        .await;
    complete(&home.import(made.path(), household).await);
    let noted = counts(&[("SourceRowsTaken", 1)]);
    for sql in [
        "UPDATE ingredients SET ingredient_category = 'garden' WHERE id = 3",
        "UPDATE ingredients SET ingredient_name = 'leek ' WHERE id = 3",
    ] {
        assert_eq!(adds(&home, &made, household, sql).await, noted, "after `{sql}`");
    }
    let sql = "UPDATE ingredients SET ingredient_name = 'Shallot' WHERE id = 3";
    let expected = [
        ("IngredientDefined", 1),
        ("IngredientRemoved", 1),
        ("SourceRowsTaken", 1),
    ];
    assert_eq!(adds(&home, &made, household, sql).await, counts(&expected));
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ingredient_that_gets_the_name_of_another_is_a_duplicate_of_it() {
    let (home, made, household) = taken_over("renamed").await;
    let sql = "UPDATE ingredients SET ingredient_name = 'FLOUR' WHERE id = 1";
    let added = adds(&home, &made, household, sql).await;
    assert_eq!(added.get("IngredientMerged"), Some(&1), "{added:?}");
    let sql = "UPDATE ingredients SET ingredient_name = 'Shallot' WHERE id = 1";
    let added = adds(&home, &made, household, sql).await;
    assert_eq!(added.get("IngredientUnmerged"), Some(&1), "{added:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_an_ingredient_gave_up_is_a_new_row_s_in_the_same_run() {
    let (home, made, household) = taken_over("given up").await;
    let sql = "UPDATE ingredients SET ingredient_name = 'Shallot' WHERE id = 1; \
               INSERT INTO ingredients (id, ingredient_name, ingredient_category, user_id) VALUES (3, 'Leek', 'produce', 1)";
    let added = adds(&home, &made, household, sql).await;
    assert_eq!(
        (added.get("IngredientRenamed"), added.get("IngredientDefined")),
        (Some(&1), Some(&1)),
        "{added:?}"
    );
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
}
