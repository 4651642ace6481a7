//! Every defect of the source is recognised and told, and what becomes of it is as told.

use heirloom::importers::mealgenie::source::{DefectKind, Mode, Rows, SideSlot};

use super::made::{Made, only};

/// The household of the newest revision, changed by a statement.
async fn with(sql: &str) -> Rows {
    at(40, sql).await
}

async fn at(revision: u8, sql: &str) -> Rows {
    let made = Made::at(revision).await;
    made.sql(sql).await;
    made.rows().await
}

/// A statement makes exactly one defect, of this kind and column.
#[track_caller]
fn is(rows: &Rows, kind: DefectKind, place: &str, what: &str) {
    let defect = only(rows, kind);
    assert_eq!(rows.defects.len(), 1, "{:#?}", rows.defects);
    assert_eq!(
        format!("{}/{}.{}", defect.table, defect.row, defect.column),
        place
    );
    assert_eq!(defect.what, what);
    assert!(!defect.why.is_empty() && !defect.what_becomes.is_empty());
}

#[tokio::test]
async fn a_boolean_held_as_text_means_what_it_says() {
    // SQLite keeps a server default of 'false' as text, and the application reads it as true
    for (text, value) in [("false", false), ("true", true), (" No ", false), ("T", true)] {
        let rows = with(&format!("UPDATE shopping_items SET flagged = '{text}'")).await;
        is(
            &rows,
            DefectKind::TextBoolean,
            "shopping_items/1.flagged",
            &format!("'{text}'"),
        );
        assert_eq!(rows.shopping_items[0].data.flagged, value);
    }
    // with this column's affinity a text of digits is a number already
    for (text, value) in [("0", false), ("1", true)] {
        let rows = with(&format!("UPDATE shopping_items SET flagged = '{text}'")).await;
        assert_eq!(
            (rows.defects.len(), rows.shopping_items[0].data.flagged),
            (0, value)
        );
    }
    let rows = with("UPDATE shopping_items SET flagged = 7").await;
    is(&rows, DefectKind::OtherType, "shopping_items/1.flagged", "7");
    let rows = with("UPDATE shopping_items SET flagged = 'maybe'").await;
    is(
        &rows,
        DefectKind::Unreadable,
        "shopping_items/1.flagged",
        "'maybe'",
    );
    assert!(!rows.shopping_items[0].data.flagged);
    let rows = at(14, "UPDATE planner_entries SET exclude_from_shopping = 'false'").await;
    is(
        &rows,
        DefectKind::TextBoolean,
        "planner_entries/7.exclude_from_shopping",
        "'false'",
    );
    assert_eq!(rows.planner_entries[0].data.shopping_mode, Mode::All);
}

#[tokio::test]
async fn a_boolean_held_as_text_has_the_digest_of_its_meaning() {
    let digest = |rows: &Rows| rows.shopping_items[0].digest.clone();
    let text = with("UPDATE shopping_items SET flagged = 'false'").await;
    assert_eq!(
        digest(&text),
        digest(&with("UPDATE shopping_items SET flagged = 0").await)
    );
    assert_ne!(
        digest(&text),
        digest(&with("UPDATE shopping_items SET flagged = 1").await)
    );
}

#[tokio::test]
async fn times_are_read_in_all_their_forms_and_never_guessed() {
    for text in [
        "2026-01-20 18:00:00",
        "2026-01-20T18:00:00.000000",
        "2026-01-20T19:00:00+01:00",
        "2026-01-20 18:00",
    ] {
        let rows = with(&format!("UPDATE recipe_history SET cooked_at = '{text}'")).await;
        assert_eq!(rows.defects, []);
        let cooked_at = rows.recipe_history[0].data.cooked_at.unwrap();
        assert_eq!(cooked_at.to_rfc3339(), "2026-01-20T18:00:00+00:00");
    }
    for (value, what) in [("'soon'", "'soon'"), ("1768932000", "1768932000")] {
        let rows = with(&format!("UPDATE recipe_history SET cooked_at = {value}")).await;
        is(&rows, DefectKind::Unreadable, "recipe_history/1.cooked_at", what);
        assert_eq!(rows.recipe_history[0].data.cooked_at, None);
    }
    let rows = with("UPDATE planner_entries SET scheduled_date = '2026-03-01 00:00:00'").await;
    is(
        &rows,
        DefectKind::OtherType,
        "planner_entries/7.scheduled_date",
        "'2026-03-01 00:00:00'",
    );
    assert_eq!(
        rows.planner_entries[0].data.scheduled_date.unwrap().to_string(),
        "2026-03-01"
    );
}

#[tokio::test]
async fn numbers_held_as_something_else_are_read_where_their_meaning_is_clear() {
    let quantity = |rows: &Rows| {
        rows.recipe_ingredients[0]
            .data
            .quantity
            .exact
            .map(|q| q.to_string())
    };
    let rows = with("UPDATE recipe_ingredients SET quantity = '1 1/2' WHERE recipe_id = 1").await;
    is(
        &rows,
        DefectKind::OtherType,
        "recipe_ingredients/1/1.quantity",
        "'1 1/2'",
    );
    assert_eq!(quantity(&rows).as_deref(), Some("3/2"));
    let rows = with("UPDATE recipe_ingredients SET quantity = 'some' WHERE recipe_id = 1").await;
    is(
        &rows,
        DefectKind::Unreadable,
        "recipe_ingredients/1/1.quantity",
        "'some'",
    );
    let rows = with("UPDATE recipe SET servings = 2.5 WHERE id = 1").await;
    is(&rows, DefectKind::Unreadable, "recipe/1.servings", "2.5");
    let rows = with("UPDATE recipe SET servings = 0, cook_time = -5 WHERE id = 1").await;
    let low: Vec<&str> = rows.defects.iter().map(|defect| defect.column).collect();
    assert_eq!(low, ["cook_time", "servings"]);
    assert!(
        rows.defects
            .iter()
            .all(|defect| defect.kind == DefectKind::TooLow)
    );
    let rows = with("UPDATE nutrition_facts SET protein_g = 9e999, sodium_mg = -1").await;
    let kinds: Vec<DefectKind> = rows.defects.iter().map(|defect| defect.kind).collect();
    assert_eq!(kinds, [DefectKind::Unreadable, DefectKind::TooLow]);
    assert_eq!(rows.nutrition_facts[0].data.protein_g, None);
}

#[tokio::test]
async fn an_amount_that_no_fraction_stands_for_keeps_its_number() {
    let rows = with("UPDATE recipe_ingredients SET quantity = 0.1 + 0.2 WHERE recipe_id = 1").await;
    is(
        &rows,
        DefectKind::Inexact,
        "recipe_ingredients/1/1.quantity",
        "0.30000000000000004",
    );
    let quantity = rows.recipe_ingredients[0].data.quantity;
    assert_eq!((quantity.raw, quantity.exact), (Some(0.1 + 0.2), None));
    let rows = with("UPDATE shopping_items SET quantity = -2.0").await;
    is(&rows, DefectKind::TooLow, "shopping_items/1.quantity", "-2.0");
    assert_eq!(rows.shopping_items[0].data.quantity.exact, None);
    let rows = with("SELECT 1").await;
    assert_eq!(
        rows.recipe_ingredients[0]
            .data
            .quantity
            .exact
            .unwrap()
            .to_string(),
        "1/3"
    );
}

#[tokio::test]
async fn nothing_where_something_must_be_gets_a_name_or_a_default() {
    let rows = with("UPDATE recipe SET recipe_name = NULL WHERE id = 2").await;
    is(&rows, DefectKind::Missing, "recipe/2.recipe_name", "NULL");
    assert_eq!(rows.recipes[1].data.name, "Recipe 2");
    let rows = with("UPDATE meals SET meal_name = '  '").await;
    assert_eq!(rows.meals[0].data.name, "Meal 1");
    for (table, column) in [
        ("recipe", "is_favorite"),
        ("shopping_items", "have"),
        ("planner_entries", "position"),
    ] {
        let rows = with(&format!("UPDATE {table} SET {column} = NULL WHERE id IN (1, 7)")).await;
        assert_eq!(only(&rows, DefectKind::Missing).column, column);
    }
    let rows = with("UPDATE meals SET user_id = NULL").await;
    is(&rows, DefectKind::Missing, "meals/1.user_id", "NULL");
    assert_eq!(rows.meals[0].data.user_id, 1);
    let rows = with("UPDATE recipe_history SET recipe_id = NULL").await;
    is(&rows, DefectKind::Missing, "recipe_history/1.recipe_id", "NULL");
    assert_eq!((rows.recipe_history.len(), rows.set_aside.len()), (0, 1));
}

#[tokio::test]
async fn texts_that_are_none_are_read_as_far_as_they_go() {
    let rows = with("UPDATE recipe SET notes = CAST(x'61FF62' AS TEXT) WHERE id = 1").await;
    is(
        &rows,
        DefectKind::OtherType,
        "recipe/1.notes",
        "3 bytes that are no text",
    );
    assert_eq!(rows.recipes[0].data.notes.as_deref(), Some("a\u{fffd}b"));
    let rows = with("UPDATE recipe SET notes = 'a' || char(0) || 'b' WHERE id = 1").await;
    is(&rows, DefectKind::NulCharacter, "recipe/1.notes", "'a\\0b'");
    assert_eq!(rows.recipes[0].data.notes.as_deref(), Some("ab"));
}

#[tokio::test]
async fn json_that_is_none_is_told() {
    for text in ["[1, 2", "{}", "7", "none"] {
        let rows = with(&format!("UPDATE meals SET side_recipe_ids = '{text}'")).await;
        is(
            &rows,
            DefectKind::NotJson,
            "meals/1.side_recipe_ids",
            &format!("'{text}'"),
        );
        assert_eq!(rows.meals[0].data.sides, []);
    }
    for text in ["NULL", "''", "'null'", "'[]'"] {
        let rows = with(&format!(
            "UPDATE meals SET side_recipe_ids = {text}, tags = {text}"
        ))
        .await;
        assert_eq!((rows.defects.len(), rows.meals[0].data.tags.len()), (0, 0));
    }
    let rows = with("UPDATE meals SET tags = 'family, weekend'").await;
    is(&rows, DefectKind::NotJson, "meals/1.tags", "'family, weekend'");
    let rows = with("UPDATE meals SET tags = '[\"a\", 7]'").await;
    is(&rows, DefectKind::Unreadable, "meals/1.tags", "'[\\\"a\\\", 7]'");
    assert_eq!(rows.meals[0].data.tags, ["a"]);
    let rows = with("UPDATE user_settings SET settings_json = '{theme}'").await;
    is(
        &rows,
        DefectKind::NotJson,
        "user_settings/1.settings_json",
        "'{theme}'",
    );
    assert_eq!(rows.user_settings[0].data.settings, None);
}

#[tokio::test]
async fn what_is_no_id_leaves_its_slot_empty() {
    let side = |slot, recipe_id| SideSlot { slot, recipe_id };
    let rows = with("UPDATE meals SET side_recipe_ids = '[null, 2]'").await;
    is(
        &rows,
        DefectKind::Unreadable,
        "meals/1.side_recipe_ids",
        "'[null, 2]'",
    );
    assert_eq!(rows.meals[0].data.sides, [side(2, 2)]);
    let rows = with("UPDATE meals SET side_recipe_ids = '[99, \"2\", 1]'").await;
    let kinds: Vec<DefectKind> = rows.defects.iter().map(|defect| defect.kind).collect();
    assert_eq!(kinds, [DefectKind::OtherType, DefectKind::Orphan]);
    assert_eq!(rows.meals[0].data.sides, [side(2, 2), side(3, 1)]);
    let rows = at(
        7,
        "UPDATE meal_selections SET side_recipe_1_id = NULL, side_recipe_3_id = 2",
    )
    .await;
    is(&rows, DefectKind::Gap, "meal_selections/1.side_recipe_3_id", "2");
    assert_eq!(rows.meals[0].data.sides, [side(3, 2)]);
}

#[tokio::test]
async fn what_points_nowhere_is_set_aside_with_what_points_to_it() {
    let rows = with("DELETE FROM recipe WHERE id = 1").await;
    let aside: Vec<String> = rows
        .set_aside
        .iter()
        .map(|row| format!("{}/{}", row.table, row.row))
        .collect();
    let expected = [
        "recipe_ingredients/1/1",
        "recipe_history/1",
        "meals/1",
        "planner_entries/7",
        "shopping_item_contributions/1",
        "nutrition_facts/1",
        "recipe_group_association/1/1",
    ];
    assert_eq!(aside, expected);
    assert_eq!(rows.defects.len(), expected.len());
    assert!(
        rows.defects
            .iter()
            .all(|defect| defect.kind == DefectKind::Orphan)
    );
    assert!(rows.set_aside[0].why.contains("there is no recipe 1"));
    let summary = rows.summary();
    assert_eq!((summary["meals"].rows, summary["meals"].set_aside), (1, 1));
    let rows = with("DELETE FROM ingredients WHERE id = 2").await;
    is(
        &rows,
        DefectKind::Orphan,
        "recipe_ingredients/2/2.ingredient_id",
        "2",
    );
    let rows = with("UPDATE recipe_groups SET id = 9").await;
    is(
        &rows,
        DefectKind::Orphan,
        "recipe_group_association/1/1.group_id",
        "1",
    );
}

#[tokio::test]
async fn what_points_into_another_household_is_told() {
    let rows = with("INSERT INTO users (id, created_at) VALUES (2, '2026-01-01'); UPDATE recipe SET user_id = 2 WHERE id = 2").await;
    let told: Vec<String> = rows
        .defects
        .iter()
        .map(|d| format!("{:?} {}/{}", d.kind, d.table, d.row))
        .collect();
    assert_eq!(
        told,
        ["OtherHousehold recipe_ingredients/2/2", "OtherHousehold meals/1"]
    );
    assert_eq!(rows.meals[0].data.sides, []);
    let rows = with("UPDATE user_categories SET user_id = 8").await;
    is(&rows, DefectKind::Orphan, "user_categories/1.user_id", "8");
    assert!(rows.user_ids().contains(&8));
}

#[tokio::test]
async fn times_that_contradict_each_other_are_all_kept() {
    for (sql, times) in [
        (
            "prep_time = 10, cook_time = 25, total_time = 36",
            (Some(10), Some(25), Some(36)),
        ),
        // the application's migration would make 40 of it
        (
            "prep_time = 15, cook_time = NULL, total_time = 25",
            (Some(15), None, Some(25)),
        ),
    ] {
        let rows = at(35, &format!("UPDATE recipe SET {sql} WHERE id = 1")).await;
        assert_eq!(only(&rows, DefectKind::Contradiction).column, "total_time");
        let recipe = &rows.recipes[0].data;
        assert_eq!((recipe.prep_time, recipe.cook_time, recipe.total_time), times);
    }
    let rows = with("UPDATE planner_entries SET is_completed = 1").await;
    is(
        &rows,
        DefectKind::Contradiction,
        "planner_entries/7.completed_at",
        "NULL",
    );
    let rows = with("UPDATE planner_entries SET completed_at = '2026-01-01 10:00:00'").await;
    assert_eq!(only(&rows, DefectKind::Contradiction).column, "completed_at");
    assert_eq!(rows.planner_entries[0].data.completed_at, None);
}

#[tokio::test]
async fn ingredients_that_are_one_are_found() {
    let sql = "INSERT INTO ingredients (id, ingredient_name, ingredient_category) VALUES \
         (3, 'Leek', 'produce'), (4, 'leek ', 'Produce'), (5, 'Leek', 'frozen'), (6, 'Leeks', 'produce')";
    let rows = at(20, sql).await;
    let kinds: Vec<(DefectKind, &str)> = rows.defects.iter().map(|d| (d.kind, d.row.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (DefectKind::SameIngredient, "3"),
            (DefectKind::OtherSpelling, "4"),
            (DefectKind::OtherCategory, "5")
        ]
    );
    let of: Vec<Option<i64>> = rows.ingredients.iter().map(|row| row.data.duplicate_of).collect();
    assert_eq!(of, [None, None, Some(1), Some(1), Some(1), None]);
    let other = "UPDATE ingredients SET user_id = 2, ingredient_name = 'Flour' WHERE id = 1; \
         INSERT INTO users (id, created_at) VALUES (2, '2026-01-01')";
    let rows = with(other).await;
    assert!(
        rows.ingredients.iter().all(|row| row.data.duplicate_of.is_none()),
        "another household's"
    );
}

#[tokio::test]
async fn what_is_there_twice_is_told_and_kept() {
    let entry = "INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
         VALUES (8, 1, 0, 0, 'all', 0, 1), (9, 1, 0, 0, 'all', 1, 1)";
    let rows = with(entry).await;
    is(&rows, DefectKind::PlannedTwice, "planner_entries/8.meal_id", "1");
    assert_eq!(rows.planner_entries.len(), 3);
    let rule =
        "INSERT INTO unit_conversion_rules VALUES (2, 'Butter', 'Tbsp', 'cup', 16.0, 0, '2026-01-01', 1)";
    let rows = with(rule).await;
    is(
        &rows,
        DefectKind::OverriddenRule,
        "unit_conversion_rules/1.from_unit",
        "tbsp",
    );
    let item = "INSERT INTO shopping_items (id, ingredient_name, quantity, source, have, flagged, state_key) \
         VALUES (2, 'LEEK', 1.0, 'recipe', 0, 0, 'leek::cup')";
    let rows = at(20, item).await;
    is(
        &rows,
        DefectKind::SameKey,
        "shopping_items/2.state_key",
        "leek::cup",
    );
    let rows = with("INSERT INTO recipe_ingredients VALUES (1, 1, 2.0, 'cup')").await;
    is(
        &rows,
        DefectKind::SameKey,
        "recipe_ingredients/1/1.recipe_id",
        "1",
    );
    assert_eq!(rows.set_aside.len(), 1);
}

#[tokio::test]
async fn choices_that_the_application_does_not_know_are_told() {
    let rows = with("UPDATE planner_entries SET shopping_mode = 'some'").await;
    is(
        &rows,
        DefectKind::UnknownChoice,
        "planner_entries/7.shopping_mode",
        "'some'",
    );
    assert_eq!(rows.planner_entries[0].data.shopping_mode, Mode::All);
    let rows = with("UPDATE shopping_items SET source = 'My App!'").await;
    is(
        &rows,
        DefectKind::UnknownChoice,
        "shopping_items/1.source",
        "'My App!'",
    );
    assert_eq!(rows.shopping_items[0].data.source, "manual");
    let rows = with("UPDATE shopping_items SET source = 'RECIPE'").await;
    is(
        &rows,
        DefectKind::OtherType,
        "shopping_items/1.source",
        "'RECIPE'",
    );
    let rows = with("UPDATE shopping_items SET source = 'home-assistant'").await;
    assert_eq!(
        (rows.defects.len(), rows.shopping_items[0].data.source.as_str()),
        (0, "home-assistant")
    );
    let rows = with("UPDATE recipe SET difficulty = 'hard' WHERE id = 1").await;
    is(&rows, DefectKind::OtherType, "recipe/1.difficulty", "'hard'");
    let rows = with("UPDATE recipe SET difficulty = 'brutal' WHERE id = 1").await;
    is(
        &rows,
        DefectKind::UnknownChoice,
        "recipe/1.difficulty",
        "'brutal'",
    );
    let rows = with("UPDATE unit_conversion_rules SET factor = 0").await;
    is(&rows, DefectKind::TooLow, "unit_conversion_rules/1.factor", "0.0");
    assert_eq!(rows.set_aside.len(), 1);
}

#[tokio::test]
async fn images_are_told_by_their_paths() {
    let rows = with(
        "UPDATE recipe SET reference_image_path = 'recipe_images/1.png', banner_image_path = '' WHERE id = 1",
    )
    .await;
    is(
        &rows,
        DefectKind::LocalImage,
        "recipe/1.reference_image_path",
        "'recipe_images/1.png'",
    );
    let recipe = &rows.recipes[0].data;
    assert_eq!(
        recipe.reference_image_path.as_deref(),
        Some("recipe_images/1.png")
    );
    assert_eq!(recipe.banner_image_path, None);
}

/// Whatever stands in whatever column, it is answered, and no row is lost.
#[tokio::test(flavor = "multi_thread")]
async fn anything_in_any_column_is_answered_without_a_panic() {
    let values = [
        "NULL",
        "''",
        "'x'",
        "x'FF00'",
        "-9223372036854775808",
        "9e999",
        "1e300",
        "'[1,'",
        "'false'",
        "0.5",
    ];
    for (table, columns) in super::columns::at(40) {
        let made = Made::at(40).await;
        let names: Vec<&str> = columns
            .iter()
            .filter_map(|column| column.split(' ').next())
            .collect();
        // without a primary key, so that the id may be anything too
        let bare: Vec<String> = columns
            .iter()
            .map(|column| column.replace(" PRIMARY KEY", ""))
            .collect();
        let all = names.join(", ");
        let mut sql = format!(
            "CREATE TABLE copy ({}); INSERT INTO copy ({all}) SELECT {all} FROM {table}; DROP TABLE {table}; \
             ALTER TABLE copy RENAME TO {table}; CREATE TABLE kept AS SELECT * FROM {table} LIMIT 1;",
            bare.join(", ")
        );
        let mut key = 100;
        for column in &names {
            for value in values {
                // a key of its own, then the value
                let set = |name: &&str| match *name {
                    name if name == *column => value.to_owned(),
                    name if name == names[0] => key.to_string(),
                    name => name.to_owned(),
                };
                let row: Vec<String> = names.iter().map(set).collect();
                sql.push_str(&format!(
                    "INSERT INTO {table} SELECT {} FROM kept;",
                    row.join(", ")
                ));
                key += 1;
            }
        }
        made.sql(&format!("BEGIN; {sql} DROP TABLE kept; COMMIT")).await;
        let rows = made.rows().await;
        let there: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {table}"))
            .fetch_one(&mut made.connection().await)
            .await
            .unwrap();
        let read = rows.summary().get(table).map_or(0, |count| count.rows);
        let left = rows
            .out_of_scope
            .iter()
            .find(|out| out.table == table)
            .map_or(0, |out| out.rows);
        assert_eq!(read + left, u64::try_from(there).unwrap(), "{table}");
    }
}
