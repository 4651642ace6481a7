//! What was taken over, held against the application's own tables as heirloom has them then.

use heirloom::audit::mealgenie::{Comparison, Tables, compare, noted_otherwise};
use heirloom::commands::Envelope;
use heirloom::commands::catalogue::RenameIngredient;
use heirloom::importers::mealgenie::source::read;
use heirloom::importers::mealgenie::take::Options;
use heirloom_events::values::{Actor, HouseholdId};

use super::real::databases;
use super::support::{Home, complete, household, options};
use crate::mealgenie::made::Made;

impl Home {
    /// The source against the read tables, which are what follows from the log.
    pub(crate) async fn compared(&self, path: &str, household: HouseholdId) -> Comparison {
        self.heirloom.feed(household).await.unwrap();
        let rows = read(path).await.unwrap();
        let tables = Tables::read(self.heirloom.tables(), household).await.unwrap();
        let told = noted_otherwise(self.heirloom.log().as_ref(), household)
            .await
            .unwrap();
        let shown = compare(&rows, &tables, &told);
        let log = Tables::of_log(self.heirloom.log().as_ref(), household)
            .await
            .unwrap();
        assert_eq!(compare(&rows, &log, &told), shown, "{path}");
        shown
    }
}

#[track_caller]
fn is_equal(comparison: &Comparison, path: &str) {
    assert!(comparison.is_equal(), "{path}: {comparison}");
    for table in [
        "recipe",
        "ingredients",
        "recipe_ingredients",
        "recipe_history",
        "meals",
        "planner_entries",
    ] {
        if let Some(compared) = comparison.tables.get(table) {
            assert_eq!(compared.made_here, 0, "{path}: {comparison}");
        }
    }
}

/// Of a database in which nothing is wrong, these tables are equal to the last column.
#[track_caller]
fn to_the_last_column(comparison: &Comparison, path: &str) {
    for table in [
        "recipe",
        "recipe_ingredients",
        "recipe_history",
        "nutrition_facts",
    ] {
        if let Some(compared) = comparison.tables.get(table) {
            assert_eq!(compared.equal, compared.rows, "{path}: {comparison}");
        }
    }
}

async fn real_databases_are_equal(home: &Home) {
    for path in databases() {
        let path = path.display().to_string();
        let household = household(&path);
        complete(&home.import(&path, household).await);
        let comparison = home.compared(&path, household).await;
        is_equal(&comparison, &path);
        to_the_last_column(&comparison, &path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_application_s_tables_are_what_its_databases_say() {
    real_databases_are_equal(&Home::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_application_s_tables_are_what_its_databases_say_on_postgres() {
    if let Some(home) = Home::postgres().await {
        real_databases_are_equal(&home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_household_is_equal_at_every_revision() {
    let home = Home::sqlite().await;
    for revision in 1..=40 {
        let made = Made::at(revision).await;
        let household = household(&revision.to_string());
        complete(&home.import(made.path(), household).await);
        let comparison = home.compared(made.path(), household).await;
        is_equal(&comparison, &format!("revision {revision}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_here_since_is_not_equal() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    let household = household("changed");
    complete(&home.import(made.path(), household).await);
    let rows = read(made.path()).await.unwrap();
    let first = &rows.ingredients[0];
    let source = home.source(household).await;
    let became = &source.row("ingredients", &first.row).unwrap().became[0];
    let rename = RenameIngredient {
        ingredient_id: became.strip_prefix("ingredient/").unwrap().parse().unwrap(),
        name: "Another name".to_owned(),
    };
    let envelope = Envelope::new(household, Actor("somebody".to_owned()));
    home.heirloom.send(envelope, rename).await.unwrap();
    let comparison = home.compared(made.path(), household).await;
    let told: Vec<_> = comparison.unexplained().collect();
    assert_eq!(told.len(), 1, "{comparison}");
    assert_eq!(
        (told[0].row.as_str(), told[0].column.as_str()),
        (first.row.as_str(), "ingredient_name")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cooking_whose_row_is_gone_stays_with_a_reason() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    let household = household("uncooked");
    complete(&home.import(made.path(), household).await);
    made.sql("DELETE FROM recipe_history").await;
    complete(&home.import(made.path(), household).await);
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
    let told = "what was cooked stays cooked";
    assert!(comparison.to_string().contains(told), "{comparison}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_cooking_and_a_meal_of_tomorrow_have_their_reasons() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    let household = household("times");
    made.sql("UPDATE meals SET created_at = '2199-01-01 00:00:00'")
        .await;
    let outcome = home.import(made.path(), household).await;
    complete(&outcome);
    assert!(outcome.to_string().contains("it lies in the future"), "{outcome}");
    made.sql("UPDATE recipe_history SET cooked_at = '2026-01-19 18:00:00'")
        .await;
    // what no run has noticed yet is not equal
    assert!(!home.compared(made.path(), household).await.is_equal());
    complete(&home.import(made.path(), household).await);
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
    for told in [
        "as it was noted first",
        "after the time at which it was taken over",
    ] {
        assert!(comparison.to_string().contains(told), "{comparison}");
    }
}

/// A list that the application looked after: every entry is open and asks for everything.
const LOOKED_AFTER: &str = "UPDATE planner_entries SET shopping_mode = 'all'; \
    UPDATE recipe_ingredients SET quantity = 2 WHERE recipe_id = 1; \
    UPDATE shopping_items SET quantity = 2, have = 1; \
    INSERT INTO shopping_items (id, ingredient_name, quantity, unit, category, source, have, flagged, user_id, aggregation_key) \
    VALUES (2, 'Flour', 1, '', 'pantry', 'recipe', 0, 0, 1, 'flour::count'); \
    DELETE FROM shopping_item_contributions; \
    INSERT INTO shopping_item_contributions (id, shopping_item_id, recipe_id, planner_entry_id, base_quantity, dimension) \
    VALUES (1, 1, 1, 7, 473.176, 'volume')";

#[tokio::test(flavor = "multi_thread")]
async fn what_recipes_gave_to_an_item_is_compared_and_excused_only_where_the_rows_say_so() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    let household = household("gave");
    made.sql(LOOKED_AFTER).await;
    complete(&home.import(made.path(), household).await);
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
    let gave = comparison.tables["shopping_item_contributions"];
    assert_eq!((gave.rows, gave.equal), (1, 1), "{comparison}");
    let items = comparison.tables["shopping_items"];
    println!("{comparison}");
    assert_eq!(items.rows, 2);
    // stale there, and made anew here
    made.sql("UPDATE shopping_item_contributions SET base_quantity = 5")
        .await;
    let stale = home.compared(made.path(), household).await;
    assert!(
        stale.is_equal() && stale.to_string().contains("its recipe asks for"),
        "{stale}"
    );
    // a tick there that no run has noticed yet is not excused
    made.sql("UPDATE shopping_items SET have = 0 WHERE id = 1").await;
    let ticked = home.compared(made.path(), household).await;
    let told: Vec<_> = ticked
        .unexplained()
        .map(|one| (one.row.as_str(), one.column.as_str()))
        .collect();
    assert_eq!(told, [("1", "have")], "{ticked}");
    // nor is more than the recipe's rows say
    made.sql("UPDATE recipe_ingredients SET quantity = 4 WHERE recipe_id = 1")
        .await;
    let told = home.compared(made.path(), household).await;
    let told: Vec<_> = told.unexplained().map(|one| one.table.as_str()).collect();
    assert!(told.contains(&"shopping_item_contributions"), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_goes_on_in_another_week_is_equal_there() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    let household = household("weeks");
    made.sql(LOOKED_AFTER).await;
    complete(&home.import(made.path(), household).await);
    made.sql(
        "UPDATE planner_entries SET is_cleared = 1; \
         INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
         VALUES (8, 1, 1, 0, 'all', 0, 1)",
    )
    .await;
    let later = Options {
        week: Some("2026-02-04".parse().unwrap()),
        ..options(household)
    };
    complete(&home.try_import(made.path(), later).await.unwrap());
    complete(&home.import(made.path(), household).await);
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
    let items = comparison.tables["shopping_items"];
    assert_eq!((items.rows, items.made_here), (2, 0), "{comparison}");
}
