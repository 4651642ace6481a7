//! Both databases find the same recipes in the same order, whatever the recipes and the words.

use heirloom_events::State;
use heirloom_projections::models::search::query::search;
use heirloom_projections::models::{self, search::normalised};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::database::Database;
use crate::log::{Log, content, household, states};

/// Recipes and queries of few words, so that much is found: both databases say the same.
#[tokio::test]
async fn random_searches_give_the_same_on_sqlite_and_postgres() {
    let Some(postgres) = Database::postgres().await else {
        return;
    };
    let sqlite = Database::sqlite().await;
    let mut runner = TestRunner::deterministic();
    let mut some = |pattern: &str| {
        let text = proptest::string::string_regex(pattern).unwrap();
        text.new_tree(&mut runner).unwrap().current()
    };
    let words =
        "(apples?|pies?|baking|baked?|freshly|fresh|crème|the|of|200g|generous|generously|news|dying|skies)";
    let mut log = Log::default();
    for _ in 0..150 {
        let mut next = || some(&format!("{words}( {words}){{0,3}}"));
        log.recipe(content(&next(), &[&next()], &[&next(), &next()]));
    }
    sqlite.load(&log.events).await;
    postgres.load(&log.events).await;
    for _ in 0..100 {
        let typed = some(&format!("{words}( {words}){{0,2}}"));
        let limit = typed.len() as u32;
        let hits = search(&sqlite.pool, household(), &typed, limit).await.unwrap();
        assert_eq!(
            hits,
            search(&postgres.pool, household(), &typed, limit).await.unwrap(),
            "`{typed}`"
        );
    }
}

/// Real recipes, as plainly as they can be taken: title, lines, steps.
fn real_recipes() -> Option<Log> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let data = std::env::var_os("HEIRLOOM_DATA").map_or_else(|| root.join("../shared/data"), Into::into);
    let file = data.join("recipes/public-domain-recipes.ndjson");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("SKIPPED: `{}` is not there", file.display());
        return None;
    };
    let mut log = Log::default();
    for line in text.lines() {
        let recipe: serde_json::Value = serde_json::from_str(line).unwrap();
        let texts = |key: &str| -> Vec<String> {
            let items = recipe[key].as_array().cloned().unwrap_or_default();
            let text = |item: &serde_json::Value| item.as_str().or(item["text"].as_str()).map(str::to_owned);
            items.iter().filter_map(text).collect()
        };
        let (lines, steps) = (texts("recipeIngredient"), texts("recipeInstructions"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        log.recipe(content(recipe["name"].as_str().unwrap(), &lines, &steps));
    }
    Some(log)
}

/// Every title of the collection, and pairs of neighbouring words out of its lines, found alike.
#[tokio::test]
async fn searches_of_real_recipes_give_the_same_on_sqlite_and_postgres() {
    let (Some(log), Some(postgres)) = (real_recipes(), Database::postgres().await) else {
        return;
    };
    let sqlite = Database::sqlite().await;
    let only_search = [models::find("search", 1).unwrap()];
    sqlite.load_into(&only_search, &log.events).await;
    postgres.load_into(&only_search, &log.events).await;
    for (n, state) in states(&log.events).values().enumerate() {
        let State::Recipe(recipe) = state else {
            unreachable!()
        };
        let content = &recipe.state.content;
        let line = content.lines.get(n % 5).map_or("salt", |line| line.text.as_str());
        let words: Vec<&str> = line.split(' ').rev().take(2).collect();
        for typed in [content.title.as_str(), &words.join(" "), words[0]] {
            let hits = search(&sqlite.pool, household(), typed, 500).await.unwrap();
            assert_eq!(
                hits,
                search(&postgres.pool, household(), typed, 500).await.unwrap(),
                "`{typed}`"
            );
        }
        let hits = search(&sqlite.pool, household(), &content.title, 500)
            .await
            .unwrap();
        let title = normalised(&content.title);
        assert!(
            hits.iter().any(|hit| hit.tier == 1 && hit.title == title),
            "`{title}`"
        );
    }
}
