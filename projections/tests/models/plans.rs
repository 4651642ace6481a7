//! The named queries use their indexes, and have no rows to sort for them.

use heirloom_events::Event;
use heirloom_events::catalogue::{CatalogueEvent, IngredientDefined};
use heirloom_events::values::{IngredientId, LineId};
use heirloom_projections::models::recipes::by_ingredients;
use heirloom_projections::models::{self, ingredients, meal_plan, recipes, search};
use heirloom_projections::read_pool::ReadPool;
use heirloom_projections::target::Model;
use heirloom_projections::{Dialect, Value};

use crate::database::{Database, oldest, schema};
use crate::log::{Log, content, household, line};
use crate::queries::{day, selected};

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
        let defined = IngredientDefined {
            ingredient_id: IngredientId::derived(&n.to_string()),
            name: format!("Spice {n}"),
            category: None,
        };
        log.push(
            household(),
            Event::Catalogue(CatalogueEvent::IngredientDefined(defined)),
        );
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

async fn words_and_ingredients_are_found_by_index(db: Database) {
    db.load(&large().events).await;
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
}

/// A named query with its values, and which index answers it in the newest version and in the oldest.
struct Asked {
    query: &'static str,
    /// The same question at the first revision.
    before: &'static str,
    values: Vec<Value<'static>>,
    /// The column by which it is looked up in the index.
    by: &'static str,
    newest: &'static str,
    oldest: &'static str,
}

fn asked() -> [Asked; 3] {
    let household = household();
    [
        Asked {
            query: recipes::query::TITLES,
            before: recipes::query::TITLES,
            values: recipes::query::titles_values(household, "dish 12", 10).to_vec(),
            by: "folded_title",
            newest: "ix_recipes_title_search",
            oldest: "recipes_by_title",
        },
        Asked {
            query: ingredients::query::NAMES,
            before: ingredients::query::NAMES,
            values: ingredients::query::names_values(household, "spice 12", 10).to_vec(),
            by: "folded_name",
            newest: "ix_ingredients_name_search",
            oldest: "ingredients_by_name",
        },
        Asked {
            query: meal_plan::query::between_query(5),
            before: meal_plan::query::between_query(1),
            values: vec![
                Value::Uuid(household.0),
                Value::Date(day(5)),
                Value::Date(day(11)),
            ],
            by: "planned_date",
            newest: "ix_meal_selections_date",
            oldest: "meal_selections_by_date",
        },
    ]
}

/// Whether a plan looks rows up in this index by this column.
fn looks_up(plan: &str, index: &str, by: &str) -> bool {
    // `ANY(…)`: SQLite skips through another index, for want of one that begins as the query asks.
    let is_condition =
        |line: &str| line.contains("Index Cond") || (line.starts_with("SEARCH") && !line.contains("ANY("));
    plan.contains(index) && plan.lines().any(|line| is_condition(line) && line.contains(by))
}

/// What PostgreSQL thinks that a plan costs; SQLite does not say.
fn cost(plan: &str) -> f64 {
    let cost = plan.split_once("..").and_then(|(_, rest)| rest.split(' ').next());
    cost.and_then(|cost| cost.parse().ok()).unwrap_or_default()
}

/// The indexes of C3 by their names; that they are what answers is seen when they are taken away.
async fn searches_use_their_indexes(db: Database) {
    db.load(&large().events).await;
    for asked in asked() {
        let with = plan(&db, asked.query, &asked.values).await;
        assert!(
            looks_up(&with, asked.newest, asked.by),
            "`{}` is not used:\n{with}",
            asked.newest
        );
        drop_index(&db, asked.newest).await;
        let without = plan(&db, asked.query, &asked.values).await;
        let is_worse = cost(&without) > 1.5 * cost(&with) || !looks_up(&without, "", asked.by);
        assert!(is_worse, "nothing needs `{}`:\n{without}", asked.newest);
    }
}

/// At the first revision the same queries have older indexes.
async fn searches_used_older_indexes_before(db: Database) {
    db.load_into(&oldest(), &large().events).await;
    for asked in asked() {
        let plan = plan(&db, asked.before, &asked.values).await;
        assert!(
            looks_up(&plan, asked.oldest, asked.by),
            "`{}` is not used:\n{plan}",
            asked.oldest
        );
    }
}

/// Exact titles are looked up too, whatever was archived.
async fn exact_titles_are_looked_up(db: Database) {
    db.load(&large().events).await;
    let query = recipes::query::by_title_query();
    let values = recipes::query::by_title_values(household(), "Dish 12");
    let plan = plan(&db, &query, &values).await;
    assert!(
        looks_up(&plan, "ix_recipes_title_search", "folded_title"),
        "{plan}"
    );
}

async fn drop_index(db: &Database, index: &str) {
    let dialect = db.pool.dialect();
    let models = models::newest();
    let makes = |model: &&Model| model.ddl(dialect).after_load.contains(&format!("{index} ON"));
    let model = models.iter().find(makes).unwrap();
    db.execute(&format!("DROP INDEX {}{index}", schema(dialect, *model)))
        .await;
}

#[tokio::test]
async fn words_and_ingredients_are_found_by_index_on_sqlite() {
    words_and_ingredients_are_found_by_index(Database::sqlite().await).await;
}

#[tokio::test]
async fn words_and_ingredients_are_found_by_index_on_postgres() {
    if let Some(db) = Database::postgres().await {
        words_and_ingredients_are_found_by_index(db).await;
    }
}

#[tokio::test]
async fn searches_use_their_indexes_on_sqlite() {
    searches_use_their_indexes(Database::sqlite().await).await;
}

#[tokio::test]
async fn searches_use_their_indexes_on_postgres() {
    if let Some(db) = Database::postgres().await {
        searches_use_their_indexes(db).await;
    }
}

#[tokio::test]
async fn searches_used_older_indexes_before_on_sqlite() {
    searches_used_older_indexes_before(Database::sqlite().await).await;
}

#[tokio::test]
async fn searches_used_older_indexes_before_on_postgres() {
    if let Some(db) = Database::postgres().await {
        searches_used_older_indexes_before(db).await;
    }
}

#[tokio::test]
async fn exact_titles_are_looked_up_on_sqlite() {
    exact_titles_are_looked_up(Database::sqlite().await).await;
}

#[tokio::test]
async fn exact_titles_are_looked_up_on_postgres() {
    if let Some(db) = Database::postgres().await {
        exact_titles_are_looked_up(db).await;
    }
}
