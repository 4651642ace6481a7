//! What no command takes, and what is no database of that household.

use heirloom::importers::mealgenie::take::TakeError;

use super::super::mealgenie::made::Made;
use super::support::{Home, complete, household, options};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_is_cut_and_told_and_no_row_is_lost() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    made.sql(
        "UPDATE recipe SET recipe_name = printf('%.400c', 'x'), recipe_category = printf('%.300c', 'y') WHERE id = 1; \
         UPDATE ingredients SET ingredient_name = printf('%.300c', 'z') WHERE id = 1; \
         UPDATE recipe_groups SET name = printf('%.90c', 'g'); \
         UPDATE meals SET side_recipe_ids = '[2,2,2,2,1]', tags = '[\"A\",\"a\",\" \"]'; \
         UPDATE shopping_items SET ingredient_name = printf('%.300c', 'n'), unit = printf('%.60c', 'u'); \
         UPDATE recipe_ingredients SET quantity = 0.30000000000000004 WHERE recipe_id = 2",
    )
    .await;
    let outcome = home.import(made.path(), household("long")).await;
    complete(&outcome);
    let text = outcome.to_string();
    for told in [
        "recipe.recipe_name of 1",
        "recipe.recipe_category of 1",
        "recipe_groups.name of 1",
        "meals.side_recipe_ids of 1",
    ] {
        assert!(text.contains(told), "no `{told}` in\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_database_under_the_same_name_is_refused_before_anything_is_written() {
    let home = Home::sqlite().await;
    let household = household("other");
    let more = |n: i64, name: &str| {
        format!(
            "INSERT INTO recipe (id, recipe_name, recipe_category, meal_type, created_at, is_favorite, user_id, \
             is_ai_generated, image_key) VALUES ({n}, '{name}', 'a', 'b', '2026-01-01', 0, 1, 0, 'key{n}')"
        )
    };
    let (one, other) = (Made::at(40).await, Made::at(40).await);
    one.sql(&more(3, "Tart")).await;
    other.sql(&more(3, "Goulash")).await;
    other.sql("UPDATE recipe SET recipe_name = 'Other ' || id").await;
    complete(&home.import(one.path(), household).await);
    let before = home.head(household).await;
    let error = home
        .try_import(other.path(), options(household))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("--name"), "{error}");
    assert_eq!(home.head(household).await, before);
    let mut named = options(household);
    named.name = "the other one".into();
    complete(&home.try_import(other.path(), named).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_of_ten_thousand_rows_is_refused_before_anything_is_written() {
    let home = Home::sqlite().await;
    let household = household("ten thousand");
    let made = Made::at(40).await;
    made.sql(
        "WITH RECURSIVE n (n) AS (VALUES (100) UNION ALL SELECT n + 1 FROM n WHERE n < 10099) \
         INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
         SELECT n, 1, n, 0, 'all', 0, 1 FROM n",
    )
    .await;
    let error = home
        .try_import(made.path(), options(household))
        .await
        .unwrap_err();
    assert!(
        matches!(error, TakeError::TooMany { entries: 10_001, .. }),
        "{error}"
    );
    assert_eq!(home.head(household).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_beyond_all_measure_are_left_out_and_told_as_they_stand() {
    let home = Home::sqlite().await;
    let household = household("beyond");
    let made = Made::at(40).await;
    made.sql(
        "UPDATE nutrition_facts SET protein_g = 1e308, sodium_mg = 2e9; \
         UPDATE recipe SET servings = 4611686018427387904, prep_time = 600000 WHERE id = 1",
    )
    .await;
    let outcome = home.import(made.path(), household).await;
    complete(&outcome);
    let text = outcome.to_string();
    for told in [
        "nutrition_facts.protein_g",
        "nutrition_facts.sodium_mg",
        "the most that is measured is 1000000000",
        "recipe.servings of 1 (4611686018427387904)",
        "recipe.prep_time of 1 (600000)",
    ] {
        assert!(text.contains(told), "no `{told}` in\n{text}");
    }
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cut_is_a_difference_with_a_reason() {
    let home = Home::sqlite().await;
    let household = household("cut");
    let made = Made::at(40).await;
    made.sql(
        "UPDATE recipe SET recipe_name = printf('%.400c', 'x'), notes = printf('%.30000c', 'n') WHERE id = 1; \
         UPDATE meals SET meal_name = printf('%.254c y %.20c', 'm', 'm'), side_recipe_ids = '[2,2,2,2,1]'",
    )
    .await;
    complete(&home.import(made.path(), household).await);
    let comparison = home.compared(made.path(), household).await;
    assert!(comparison.is_equal(), "{comparison}");
    assert!(
        comparison.to_string().contains("too long, and cut"),
        "{comparison}"
    );
    made.sql("UPDATE recipe SET recipe_name = 'x' WHERE id = 1").await;
    assert!(!home.compared(made.path(), household).await.is_equal());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_called_proved_where_a_row_was_refused() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    made.sql(
        "WITH RECURSIVE n (n) AS (VALUES (100) UNION ALL SELECT n + 1 FROM n WHERE n < 700) \
         INSERT INTO ingredients (id, ingredient_name, ingredient_category, user_id) SELECT n, 'Thing ' || n, 'x', 1 FROM n; \
         INSERT INTO recipe_ingredients (recipe_id, ingredient_id, quantity, unit) \
         SELECT 1, id, 1, 'cup' FROM ingredients WHERE id >= 100",
    )
    .await;
    let outcome = home.import(made.path(), household("too many lines")).await;
    let text = outcome.to_string();
    assert!(!outcome.is_complete(), "{text}");
    assert!(text.contains("at most 500 are kept"), "{text}");
    assert!(!text.contains("proved:"), "{text}");
}
