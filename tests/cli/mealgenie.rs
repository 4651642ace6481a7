//! The application's own tables: its queries run on heirloom's as they are.

use std::str::FromStr as _;

use heirloom::Heirloom;
use heirloom::commands::Envelope;
use heirloom::commands::source::{OpenSource, TakeRows};
use heirloom::testing::ThrowawayLog;
use heirloom_events::source::TakenRow;
use heirloom_events::values::{Actor, HouseholdId, RecipeId, SourceId};
use sqlx::postgres::PgPool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::kitchen::Kitchen;

/// As the application asks it, but for the number that its driver binds.
const PLANNED: &str = "SELECT planner_entries.id, meals.meal_name, recipe.recipe_name, recipe.user_id \
     FROM planner_entries JOIN meals ON meals.id = planner_entries.meal_id \
     JOIN recipe ON recipe.id = meals.main_recipe_id \
     WHERE planner_entries.is_cleared = false AND planner_entries.user_id = 3 \
     ORDER BY planner_entries.position, planner_entries.id";

type Planned = (i32, String, String, i32);

/// A cookbook of which an import says that one recipe was the application's number 7, and its user number 3.
async fn moved_in(kitchen: &Kitchen, url: &str) {
    kitchen.fill();
    let listed = kitchen.json(&["recipe", "list"]);
    let recipes = listed["recipes"].as_array().unwrap();
    let of = |recipe: &&serde_json::Value| recipe["title"].as_str().unwrap().ends_with("rotkohl");
    let found = recipes.iter().find(of).unwrap();
    let recipe_id: RecipeId = found["recipe_id"].as_str().unwrap().parse().unwrap();
    let heirloom = Heirloom::open(url).await.unwrap();
    let envelope = || Envelope::new(HouseholdId::single(), Actor("import".to_owned()));
    let source_id = SourceId::derived("a database");
    let open = OpenSource {
        source_id,
        kind: "mealgenie".to_owned(),
        name: "app.db".to_owned(),
        revision: "687a6a7ea1b6".to_owned(),
    };
    heirloom.send(envelope(), open).await.unwrap();
    for (table, row, became) in [
        ("recipe", "7", format!("recipe/{recipe_id}")),
        ("users", "3", format!("household/{}", HouseholdId::single())),
    ] {
        let row = TakenRow {
            row: row.to_owned(),
            digest: "0".repeat(64),
            became: vec![became],
        };
        let take = TakeRows {
            source_id,
            table: table.to_owned(),
            rows: vec![row],
        };
        heirloom.send(envelope(), take).await.unwrap();
    }
    heirloom.close().await;
    for words in [
        "plan add rotkohl 2024-02-01",
        "meal new Feast --main tiramisu",
        "plan add Feast 2024-02-02",
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        let said = kitchen.run(&words);
        assert_eq!(said.code, 0, "{words:?}: {}", said.stderr);
    }
}

#[track_caller]
fn is_the_plan(planned: &[Planned]) {
    let [first, second] = planned else {
        panic!("{planned:?}");
    };
    let of = |row: &Planned| (row.1.clone(), row.2.ends_with("rotkohl"), row.3);
    assert!(of(first).1, "{first:?}");
    assert_eq!(first.1, first.2, "a dish that is no meal is called by its name");
    assert_eq!((second.1.as_str(), second.3), ("Feast", 3));
    assert!(first.0 > 1_000_000_000, "planned here: {first:?}");
}

#[tokio::test]
async fn a_query_of_the_application_runs_unchanged_on_sqlite() {
    let kitchen = Kitchen::empty();
    let url = format!("sqlite://{}", kitchen.path().join("kitchen.db").display());
    moved_in(&kitchen, &url).await;
    let views = kitchen.run(&["mealgenie", "views"]).stdout;
    let options = SqliteConnectOptions::from_str(&url).unwrap();
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await
        .unwrap();
    sqlx::raw_sql(&views).execute(&pool).await.unwrap();
    let planned: Vec<Planned> = sqlx::query_as(PLANNED).fetch_all(&pool).await.unwrap();
    is_the_plan(&planned);
    let (id, at): (i64, String) =
        sqlx::query_as("SELECT id, created_at FROM recipe WHERE recipe_name LIKE '%rotkohl'")
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!(id, 7);
    let as_its_driver = chrono::NaiveDateTime::parse_from_str(&at, "%Y-%m-%d %H:%M:%S%.6f");
    assert!(as_its_driver.is_ok(), "{at}");
    pool.close().await;
    for option in [["--drop", "--sql"], ["--grant-to", "app"]] {
        assert_eq!(
            kitchen
                .run(&[&["mealgenie", "views"][..], &option[..]].concat())
                .code,
            2
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_of_the_application_runs_unchanged_on_postgres() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let kitchen = Kitchen::at(log.url());
    moved_in(&kitchen, log.url()).await;
    // made twice, they are the same
    for _ in 0..2 {
        assert_eq!(kitchen.run(&["mealgenie", "views"]).code, 0);
    }
    let pool = PgPool::connect(log.url()).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    sqlx::raw_sql("SET search_path = mealgenie_head")
        .execute(&mut *connection)
        .await
        .unwrap();
    let planned: Vec<Planned> = sqlx::query_as(PLANNED).fetch_all(&mut *connection).await.unwrap();
    is_the_plan(&planned);
    drop(connection);
    pool.close().await;
    let before_them = ["downgrade", "shopping_sources_as_slugs", "--build"];
    assert_ne!(kitchen.run(&before_them).code, 0, "the views need the tables");
    assert_eq!(kitchen.run(&["mealgenie", "views", "--drop"]).code, 0);
    assert_eq!(kitchen.run(&before_them).code, 0);
}

#[test]
fn an_older_revision_has_no_such_tables() {
    let kitchen = Kitchen::stocked_at("initial");
    let said = kitchen.run(&["mealgenie", "views"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("`heirloom upgrade` brings them"),
        "{}",
        said.stderr
    );
}
