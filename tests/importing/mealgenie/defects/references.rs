//! Ids that point nowhere, slots with gaps, contradictions, and what is there twice.

use heirloom::importers::mealgenie::source::{DefectKind, SideSlot};

use super::super::made::only;
use super::{at, is, with};

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
