//! Full-text search finds and ranks alike on both databases.

use heirloom_events::recipe::{RecipeArchived, RecipeRenamed, RecipeRestored};
use heirloom_events::values::RecipeId;
use heirloom_projections::models::search::query::search;
use heirloom_projections::read_pool::ReadPool;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::database::{Database, schema};
use crate::log::{Log, content, event, household};

/// Sixteen recipes that share words in titles, lines and steps.
fn cookbook() -> Log {
    let mut log = Log::default();
    let mut add = |title: &str, lines: &[&str], steps: &[&str]| {
        log.recipe(content(title, lines, steps));
    };
    add(
        "Apple Pie",
        &["6 tart apples", "200g flour", "1 egg"],
        &["Bake until the crust is golden."],
    );
    add(
        "Grandma's **Apple** Crumble",
        &["4 apples", "oats"],
        &["Rub the butter into the oats."],
    );
    add(
        "Pork with Cider",
        &["500 g pork", "2 apples", "cider"],
        &["Serve with the rest of the pie."],
    );
    add(
        "Beef and Ale Pie",
        &["beef", "ale", "puff pastry"],
        &["Braise, cover, bake."],
    );
    add("Fisherman's Pie", &["cod", "potatoes"], &["Mash the potatoes."]);
    add(
        "Crème Brûlée",
        &["cream", "vanilla", "egg yolks"],
        &["Caramelise the sugar."],
    );
    add(
        "Cream of Mushroom Soup",
        &["mushrooms", "cream"],
        &["Simmer, then blend."],
    );
    add("Soup of the Day", &["whatever is left"], &["Simmer."]);
    add("The Other One", &["flour", "water"], &["Knead. Wait. Bake."]);
    add(
        "All-Purpose Dough",
        &["all-purpose flour", "yeast"],
        &["Knead for ten minutes."],
    );
    add(
        "Jalapeño Poppers",
        &["jalapeños", "cream cheese"],
        &["Fill, then bake."],
    );
    add(
        "Cheese Omelette",
        &["3 eggs", "cheese"],
        &["Whisk the eggs with cream."],
    );
    add(
        "Baked Potatoes",
        &["potatoes", "cheese"],
        &["Bake in their skins."],
    );
    add(
        "Potato Salad",
        &["potatoes", "mayonnaise"],
        &["Dress while warm."],
    );
    add("Strawberries and Cream", &["strawberries", "cream"], &["Chill."]);
    add(
        "Strawberry Shortcake",
        &["a punnet of strawberries", "scones"],
        &["Whip the cream."],
    );
    log
}

async fn found(db: &Database, typed: &str) -> Vec<(i64, String)> {
    let hits = search(&db.pool, household(), typed, 20).await.unwrap();
    hits.into_iter().map(|hit| (hit.tier, hit.title)).collect()
}

#[track_caller]
fn check(typed: &str, found: Vec<(i64, String)>, expected: &[(i64, &str)]) {
    let found: Vec<(i64, &str)> = found
        .iter()
        .map(|(tier, title)| (*tier, title.as_str()))
        .collect();
    assert_eq!(found, expected, "`{typed}`");
}

async fn golden_queries(db: Database) {
    db.load(&cookbook().events).await;
    let golden: &[(&str, &[(i64, &str)])] = &[
        ("apple pie", &[(1, "apple pie"), (3, "pork with cider")]),
        (
            "APPLES",
            &[
                (1, "apple pie"),
                (1, "grandma apple crumble"),
                (2, "pork with cider"),
            ],
        ),
        (
            "pies",
            &[
                (1, "apple pie"),
                (1, "fisherman pie"),
                (1, "beef and ale pie"),
                (3, "pork with cider"),
            ],
        ),
        ("creme brulee", &[(1, "creme brulee")]),
        ("grandma’s crumble", &[(1, "grandma apple crumble")]),
        (
            "strawberry cream",
            &[(1, "strawberries and cream"), (3, "strawberry shortcake")],
        ),
        (
            "strawberries",
            &[(1, "strawberry shortcake"), (1, "strawberries and cream")],
        ),
        ("jalapeno", &[(1, "jalapeno poppers")]),
        ("potato cheese", &[(2, "baked potatoes")]),
        ("200 g flour", &[(2, "apple pie")]),
        ("all-purpose", &[(1, "all purpose dough")]),
        ("the other", &[(1, "the other one")]),
        ("the soup of the day", &[(1, "soup of the day")]),
        (
            "simmering",
            &[(3, "soup of the day"), (3, "cream of mushroom soup")],
        ),
        (
            "baking",
            &[
                (1, "baked potatoes"),
                (3, "apple pie"),
                (3, "the other one"),
                (3, "beef and ale pie"),
                (3, "jalapeno poppers"),
            ],
        ),
        ("apple NOT pie", &[(1, "apple pie"), (3, "pork with cider")]),
        ("venison", &[]),
        ("?!", &[]),
    ];
    for (typed, expected) in golden {
        check(typed, found(&db, typed).await, expected);
    }
}

#[tokio::test]
async fn golden_queries_rank_as_expected_on_sqlite() {
    golden_queries(Database::sqlite().await).await;
}

#[tokio::test]
async fn golden_queries_rank_as_expected_on_postgres() {
    if let Some(db) = Database::postgres().await {
        golden_queries(db).await;
    }
}

/// Titles, queries and whatever else people type.
fn typed(count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let wild = prop_oneof![
        "[ -~À-ſΑ-ωА-я一-龥𝐀-𝐳ﬀ-ﬆ½]{1,40}",
        "[a-z '\"*:()&|!<>{}^-]{1,30}",
        "(the|of|and|it|pie|PIES|soup|crème|it's|don't|3|½){1}( (the|to|be|or|not|pie|soups|hot|2kg)){0,5}",
    ];
    (0..count)
        .map(|_| wild.new_tree(&mut runner).unwrap().current())
        .collect()
}

async fn any_text_is_answered(db: Database) {
    db.load(&cookbook().events).await;
    for text in typed(300) {
        search(&db.pool, household(), &text, 20)
            .await
            .unwrap_or_else(|e| panic!("`{text}`: {e:?}"));
    }
    let words: Vec<String> = (0..5000).map(|n| format!("word{n}x")).collect();
    let long = [words.join(" "), "x".repeat(5000), "é".repeat(5000)];
    for text in long {
        assert_eq!(search(&db.pool, household(), &text, 20).await.unwrap(), []);
    }
}

#[tokio::test]
async fn any_text_is_answered_on_sqlite() {
    any_text_is_answered(Database::sqlite().await).await;
}

#[tokio::test]
async fn any_text_is_answered_on_postgres() {
    if let Some(db) = Database::postgres().await {
        any_text_is_answered(db).await;
    }
}

/// S8.5: also for titles of stop words only, and for the longest recipes that there may be.
async fn every_recipe_is_found_by_its_title(db: Database) {
    let mut log = Log::default();
    let titles: Vec<String> = typed(200);
    let ids: Vec<RecipeId> = titles
        .iter()
        .map(|title| log.recipe(content(title, &[], &[])))
        .collect();
    let wide = |n: usize| (0..300).map(|at| format!("w{n}x{at} ")).collect::<String>();
    let texts: Vec<String> = (0..500).map(wide).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let huge = log.recipe(content("The largest recipe", &texts, &texts));
    db.load(&log.events).await;
    for (title, id) in titles
        .iter()
        .map(String::as_str)
        .zip(ids)
        .chain([("The largest recipe", huge)])
    {
        let hits = search(&db.pool, household(), title, 1000).await.unwrap();
        let words = heirloom_projections::models::search::normalised(title);
        let is_found = hits.iter().any(|hit| hit.recipe_id == id && hit.tier == 1);
        assert_eq!(is_found, !words.is_empty(), "`{title}`");
    }
}

#[tokio::test]
async fn every_recipe_is_found_by_its_title_on_sqlite() {
    every_recipe_is_found_by_its_title(Database::sqlite().await).await;
}

#[tokio::test]
async fn every_recipe_is_found_by_its_title_on_postgres() {
    if let Some(db) = Database::postgres().await {
        every_recipe_is_found_by_its_title(db).await;
    }
}

/// What happens to a live table is found at once: the index of words follows by itself.
async fn the_index_follows_the_table(db: Database) {
    db.load(&cookbook().events).await;
    let projection = heirloom_projections::models::find("search", 1).unwrap();
    let table = format!("{}search", schema(db.pool.dialect(), projection));
    db.execute(&format!(
        "UPDATE {table} SET title = 'plum tart', title_stems = 'plum tart' WHERE title = 'apple pie'"
    ))
    .await;
    db.execute(&format!("DELETE FROM {table} WHERE title = 'fisherman pie'"))
        .await;
    db.execute(&format!(
        "INSERT INTO {table} (household_id, recipe_id, title, title_stems, ingredient_stems, body_stems) \
         SELECT household_id, recipe_id, 'venison pie', 'venison pie', ingredient_stems, body_stems FROM {table} \
         WHERE title = 'beef and ale pie' \
         ON CONFLICT (household_id, recipe_id) DO UPDATE SET title = excluded.title, title_stems = excluded.title_stems"
    ))
    .await;
    check(
        "pie",
        found(&db, "pie").await,
        &[(1, "venison pie"), (3, "pork with cider")],
    );
    check("plum", found(&db, "plum").await, &[(1, "plum tart")]);
    check("ale", found(&db, "ale").await, &[(2, "venison pie")]);
    if let ReadPool::Sqlite(_) = db.pool {
        db.execute(&format!(
            "INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)"
        ))
        .await;
    }
}

#[tokio::test]
async fn the_index_follows_the_table_on_sqlite() {
    the_index_follows_the_table(Database::sqlite().await).await;
}

#[tokio::test]
async fn the_index_follows_the_table_on_postgres() {
    if let Some(db) = Database::postgres().await {
        the_index_follows_the_table(db).await;
    }
}

#[tokio::test]
async fn archived_recipes_are_not_found_and_restored_ones_are() {
    let mut log = Log::default();
    let gone = log.recipe(content("Pie of Yore", &[], &[]));
    let back = log.recipe(content("Pie", &[], &[]));
    log.push(gone, event(RecipeArchived {}))
        .push(back, event(RecipeArchived {}));
    log.push(back, event(RecipeRestored {}));
    log.push(
        back,
        event(RecipeRenamed {
            title: "Plum Pie".to_owned(),
        }),
    );
    let db = Database::sqlite().await;
    db.load(&log.events).await;
    check("pie", found(&db, "pie").await, &[(1, "plum pie")]);
}

async fn another_household_finds_nothing_of_ours(db: Database) {
    db.load(&cookbook().events).await;
    let other = heirloom_events::values::HouseholdId::derived("others");
    for typed in ["pie", "the", &household().to_string()] {
        assert_eq!(search(&db.pool, other, typed, 20).await.unwrap(), []);
    }
}

#[tokio::test]
async fn another_household_finds_nothing_of_ours_on_sqlite() {
    another_household_finds_nothing_of_ours(Database::sqlite().await).await;
}

#[tokio::test]
async fn another_household_finds_nothing_of_ours_on_postgres() {
    if let Some(db) = Database::postgres().await {
        another_household_finds_nothing_of_ours(db).await;
    }
}
