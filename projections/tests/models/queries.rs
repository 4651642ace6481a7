//! The queries answer what was logged, and use their indexes.

use chrono::NaiveDate;
use heirloom_events::Event;
use heirloom_events::plan::{MealRemoved, MealSelected, PlanEvent};
use heirloom_events::recipe::{RecipeArchived, RecipeCooked};
use heirloom_events::values::{IngredientId, LineId, RecipeId, SelectionId};
use heirloom_projections::models::recipes::by_ingredients;
use heirloom_projections::models::{meal_plan, recipe_history, recipes, search};
use heirloom_projections::read_pool::ReadPool;
use heirloom_projections::{Dialect, Value};

use crate::database::Database;
use crate::log::{Log, content, event, household, line};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
}

fn selected(name: &str, planned_date: NaiveDate) -> Event {
    Event::Plan(PlanEvent::MealSelected(MealSelected {
        selection_id: SelectionId::derived(name),
        main_recipe_id: RecipeId::derived("Stew"),
        side_recipe_1: None,
        side_recipe_2: Some(RecipeId::derived("Bread")),
        side_recipe_3: None,
        planned_date,
        exclude_from_shopping: false,
    }))
}

async fn queries_answer_what_was_logged(db: Database) {
    let mut log = Log::default();
    let stew = log.recipe(content("Beef  Stew", &["beef", "ale"], &["Brown.", "Pour."]));
    let other = log.recipe(content("beef stew", &[], &[]));
    let first = log.recipe(content("Apple Pie", &[], &[]));
    log.push(other, event(RecipeArchived {}));
    log.push(
        stew,
        event(RecipeCooked {
            cooked_at: "2026-02-03T04:05:06Z".parse().unwrap(),
        }),
    );
    // A meal that goes to another week is in the old week's stream as removed and in the new one's as selected.
    let removed = MealRemoved {
        selection_id: SelectionId::derived("moved"),
    };
    log.push("2026-W02", selected("moved", day(6)));
    log.push("2026-W03", selected("moved", day(12)));
    log.push("2026-W03", selected("stays", day(18)));
    log.push("2026-W02", Event::Plan(PlanEvent::MealRemoved(removed)));
    db.load(&log.events).await;
    let (pool, household) = (&db.pool, household());

    let found = recipes::query::by_title(pool, household, " BEEF stew")
        .await
        .unwrap();
    assert_eq!(
        found.iter().map(|recipe| recipe.recipe_id).collect::<Vec<_>>(),
        [stew, other]
    );
    assert_eq!(
        (found[0].version, found[0].times_cooked, found[1].archived),
        (2, 1, true)
    );
    assert_eq!(
        recipes::query::by_id(pool, household, stew)
            .await
            .unwrap()
            .as_ref(),
        Some(&found[0])
    );
    assert_eq!(
        recipes::query::by_id(pool, household, RecipeId::derived("none"))
            .await
            .unwrap(),
        None
    );
    let live = recipes::query::list(pool, household, false).await.unwrap();
    assert_eq!(
        live.iter().map(|recipe| recipe.recipe_id).collect::<Vec<_>>(),
        [first, stew]
    );
    let lines = recipes::query::lines(pool, household, stew).await.unwrap();
    assert_eq!(
        lines
            .iter()
            .map(|line| line.line_text.as_str())
            .collect::<Vec<_>>(),
        ["beef", "ale"]
    );
    let steps = recipes::query::steps(pool, household, stew).await.unwrap();
    assert_eq!(steps.iter().map(|step| step.position).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        recipes::query::tags(pool, household, stew).await.unwrap(),
        [""; 0]
    );

    let week = meal_plan::query::between(pool, household, day(6), day(18))
        .await
        .unwrap();
    let week: Vec<_> = week
        .iter()
        .map(|meal| (meal.week.as_str(), meal.planned_date, meal.sides[1].is_some()))
        .collect();
    assert_eq!(week, [("2026-W03", day(12), true), ("2026-W03", day(18), true)]);

    let history = recipe_history::query::of_recipe(pool, household, stew)
        .await
        .unwrap();
    let history: Vec<_> = history
        .iter()
        .map(|v| (v.version, v.position, v.what.as_str()))
        .collect();
    assert_eq!(
        history,
        [
            (1, 1, "created `Beef  Stew` with 2 lines and 2 steps"),
            (2, 5, "cooked on 2026-02-03")
        ]
    );
}

#[tokio::test]
async fn queries_answer_what_was_logged_on_sqlite() {
    queries_answer_what_was_logged(Database::sqlite().await).await;
}

#[tokio::test]
async fn queries_answer_what_was_logged_on_postgres() {
    if let Some(db) = Database::postgres().await {
        queries_answer_what_was_logged(db).await;
    }
}

/// A cookbook in which every index pays.
fn large() -> Log {
    let mut log = Log::default();
    for n in 0..1000 {
        let mut content = content(&format!("Dish {n}"), &[], &["Cook."]);
        // As wide as real recipes are: a table of narrow rows is rightly read from end to end.
        content.description = Some(format!("Dish {n} is good. ").repeat(60));
        for at in 0..6 {
            let spice = (n * 7 + at * 31) % 300;
            let ingredient = IngredientId::derived(&spice.to_string());
            let id = LineId::derived(&format!("{n}/{at}"));
            content
                .lines
                .push(line(id, &format!("spice{spice}"), Some(ingredient)));
        }
        log.recipe(content);
        let date = day(1) + chrono::TimeDelta::days(n);
        log.push(format!("week{}", n / 7), selected(&n.to_string(), date));
    }
    log
}

async fn plan(db: &Database, query: &str, values: &[Value<'_>]) -> String {
    let (explain, column) = match db.pool.dialect() {
        Dialect::Postgres => ("EXPLAIN", "QUERY PLAN"),
        Dialect::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let query = format!("{explain} {query}");
    let read = |row: &heirloom_projections::read_pool::ReadRow| row.text(column);
    db.pool
        .read("a plan", &query, values, read)
        .await
        .unwrap()
        .join("\n")
}

async fn queries_use_their_indexes(db: Database) {
    db.load_into(&["recipes", "meal_plan", "search"], &large().events)
        .await;
    let dialect = db.pool.dialect();
    let is_postgres = matches!(db.pool, ReadPool::Postgres(_));

    let values = search::query::query_values(dialect, household(), "spice7", 10).unwrap();
    let found = plan(&db, search::query::query(dialect), &values).await;
    let index = if is_postgres {
        "search_by_document"
    } else {
        "VIRTUAL TABLE INDEX"
    };
    assert!(found.contains(index), "{found}");

    let ids = [IngredientId::derived("7")];
    let wanted = by_ingredients::Wanted {
        all_of: &ids,
        ..Default::default()
    };
    let members = by_ingredients::Members::of(&db.pool, household(), wanted)
        .await
        .unwrap();
    let (query, values) = by_ingredients::query(household(), wanted, &members, 10);
    let found = plan(&db, &query, &values).await;
    assert!(found.contains("recipe_ingredients_by_ingredient"), "{found}");
    assert!(!found.contains("Seq Scan on recipes"), "{found}");

    let values = [
        Value::Uuid(household().0),
        Value::Date(day(5)),
        Value::Date(day(11)),
    ];
    let found = plan(&db, meal_plan::query::BETWEEN, &values).await;
    assert!(found.contains("meal_selections_by_date"), "{found}");
}

#[tokio::test]
async fn queries_use_their_indexes_on_sqlite() {
    queries_use_their_indexes(Database::sqlite().await).await;
}

#[tokio::test]
async fn queries_use_their_indexes_on_postgres() {
    if let Some(db) = Database::postgres().await {
        queries_use_their_indexes(db).await;
    }
}
