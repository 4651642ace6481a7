//! Questions that need newer tables: answered with the newest, refused with words with the oldest.

use heirloom_events::recipe::RecipeArchived;
use heirloom_events::values::{DietTag, Method, RecipeId};
use heirloom_projections::models::{nutrition, recipes::newer};

use crate::database::{Database, oldest};
use crate::log::{Log, event, household};
use crate::logs::logs;

fn log() -> Log {
    let logs = logs();
    let (_, log) = logs
        .into_iter()
        .find(|(name, _)| *name == "diets_units_and_facts")
        .unwrap();
    log
}

fn curry() -> RecipeId {
    RecipeId::derived("Curry")
}

async fn newer_questions_are_answered(db: Database) {
    let mut log = log();
    log.push(RecipeId::derived("Nothing said"), event(RecipeArchived {}));
    db.load(&log.events).await;
    let (pool, home) = (&db.pool, household());

    let effort = newer::effort(pool, home, curry()).await.unwrap().unwrap();
    let chosen = (effort.preparation_difficulty.as_str(), effort.is_default);
    assert_eq!(
        (effort.calories_per_serving, chosen),
        (Some(420), ("medium", false))
    );
    let effort = newer::effort(pool, home, RecipeId::derived("Nothing said"))
        .await
        .unwrap()
        .unwrap();
    let default = (effort.preparation_difficulty.as_str(), effort.is_default);
    assert_eq!((effort.calories_per_serving, default), (None, ("medium", true)));

    let lines = newer::preparations(pool, home, curry()).await.unwrap();
    let amounts: Vec<_> = lines
        .iter()
        .map(|line| (line.canonical.as_deref(), line.canonical_unit.as_deref()))
        .collect();
    assert_eq!(amounts[0], (Some("473176473/1000000"), Some("millilitre")));
    assert_eq!(lines[1].canonical_max.as_deref(), Some("45359237/50000"));
    assert_eq!(
        (amounts[3], lines[3].unit_id.as_deref()),
        ((None, None), Some("pinch"))
    );
    assert_eq!(
        (lines[0].method.as_deref(), lines[0].is_optional),
        (Some("finely chopped"), true)
    );
    assert_eq!((lines[7].method.as_deref(), lines[7].is_optional), (None, false));

    let units = newer::unknown_units(pool, home).await.unwrap();
    assert_eq!(units, [("of our ladles".to_owned(), 1)]);
    let vegan = newer::by_diet(pool, home, DietTag::Vegan, 10).await.unwrap();
    assert_eq!(vegan, [curry(), RecipeId::derived("Plain rice")]);
    let words = newer::unknown_diets(pool, home).await.unwrap();
    assert_eq!(words, [("grandma's rules".to_owned(), 1)]);

    let facts = nutrition::query::of_recipe(pool, home, curry())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (facts.protein_g, facts.total_fat_g),
        (Some("7/2".parse().unwrap()), None)
    );
    assert_eq!(facts.source.as_deref(), Some("the packet"));
    let stated = nutrition::query::by_method(pool, home, &Method::STATED)
        .await
        .unwrap();
    let stated: Vec<_> = stated
        .into_iter()
        .map(|(id, facts)| (id, facts.calories))
        .collect();
    assert_eq!(stated, [(RecipeId::derived("Plain rice"), Some(i32::MAX as u32))]);
}

async fn at_the_first_revision_they_say_what_is_needed(db: Database) {
    db.load_into(&oldest(), &log().events).await;
    let (pool, home) = (&db.pool, household());
    let refused = [
        newer::effort(pool, home, curry()).await.unwrap_err(),
        newer::unknown_units(pool, home).await.unwrap_err(),
        newer::by_diet(pool, home, DietTag::Vegan, 10).await.unwrap_err(),
    ];
    for (refused, version) in refused.iter().zip(["v2", "v6", "v7"]) {
        let said = refused.to_string();
        assert!(
            said.ends_with(&format!("for which `recipes` {version} is needed")),
            "{said}"
        );
    }
}

#[tokio::test]
async fn newer_questions_are_answered_on_sqlite() {
    newer_questions_are_answered(Database::sqlite().await).await;
}

#[tokio::test]
async fn newer_questions_are_answered_on_postgres() {
    if let Some(db) = Database::postgres().await {
        newer_questions_are_answered(db).await;
    }
}

#[tokio::test]
async fn at_the_first_revision_they_say_what_is_needed_on_sqlite() {
    at_the_first_revision_they_say_what_is_needed(Database::sqlite().await).await;
}

#[tokio::test]
async fn at_the_first_revision_they_say_what_is_needed_on_postgres() {
    if let Some(db) = Database::postgres().await {
        at_the_first_revision_they_say_what_is_needed(db).await;
    }
}
