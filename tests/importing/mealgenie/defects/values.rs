//! Values that are not as their columns must be.

use heirloom::importers::mealgenie::source::{DefectKind, Mode, Rows};

use super::super::made::only;
use super::{at, is, with};

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

/// SQLite's own check of the file tells of such values too; they are no damage.
#[tokio::test]
async fn what_a_later_schema_forbids_is_still_read() {
    let rows = with(
        "UPDATE recipe SET recipe_name = NULL WHERE id = 2; \
         PRAGMA writable_schema = ON; \
         UPDATE sqlite_schema SET sql = replace(replace(sql, 'recipe_name VARCHAR', 'recipe_name VARCHAR NOT NULL'), \
         'servings INTEGER', 'servings TEXT') WHERE name = 'recipe'",
    )
    .await;
    is(&rows, DefectKind::Missing, "recipe/2.recipe_name", "NULL");
    assert_eq!(rows.recipes[0].data.servings, Some(4));
}
