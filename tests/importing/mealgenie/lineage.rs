//! Real databases of one lineage: what is read of an older one is what the application's own migrations made of it in
//! a newer one, but for what they lose and for what was edited between.

use std::collections::BTreeMap;

use heirloom::importers::mealgenie::source::{DefectKind, Ingredient, Row, Rows, read};

use super::real::path;

async fn rows(start: &str) -> Option<Rows> {
    Some(read(&path(start)?).await.unwrap())
}

#[tokio::test]
async fn the_desktops_meals_and_plan_become_what_the_migration_made_of_them() {
    let (Some(old), Some(new)) = (rows("03-").await, rows("06-").await) else {
        return;
    };
    let meals = |rows: &Rows| -> Vec<(i64, String, i64, Vec<i64>)> {
        let meals = rows.meals.iter().map(|row| &row.data);
        let sides = |meal: &heirloom::importers::mealgenie::source::Meal| {
            meal.sides.iter().map(|side| side.recipe_id).collect()
        };
        meals
            .map(|meal| (meal.id, meal.name.clone(), meal.main_recipe_id, sides(meal)))
            .collect()
    };
    assert_eq!(meals(&old), meals(&new));
    // the migration closes the gap that we keep
    let third = |rows: &Rows| {
        rows.meals
            .iter()
            .any(|row| row.data.sides.iter().any(|side| side.slot == 3))
    };
    assert!(third(&old) && !third(&new));
    let plan = |rows: &Rows| -> Vec<(i64, i64, i64)> {
        let entries = rows.planner_entries.iter().map(|row| &row.data);
        entries
            .map(|entry| (entry.id, entry.meal_id, entry.position))
            .collect()
    };
    assert_eq!(plan(&old), plan(&new));
}

#[tokio::test]
async fn recipes_become_what_the_migrations_made_of_them() {
    let (Some(first), Some(head)) = (rows("01-").await, rows("13-").await) else {
        return;
    };
    for (old, new) in first.recipes.iter().zip(&head.recipes) {
        let (old, new) = (&old.data, &new.data);
        assert_eq!(
            (old.id, &old.name, &old.category),
            (new.id, &new.name, &new.category)
        );
        assert_eq!(
            (&old.meal_type, &old.directions),
            (&new.meal_type, &new.directions)
        );
        assert_eq!(
            (old.servings, old.created_at, old.user_id),
            (new.servings, new.created_at, new.user_id)
        );
        // where nobody has given a preparation since
        if new.prep_time.is_none() {
            assert_eq!(old.cook_time, new.cook_time, "{}", old.id);
        }
    }
    let images = |rows: &Rows| {
        let images = rows
            .recipes
            .iter()
            .filter_map(|row| row.data.reference_image_path.as_ref());
        images.count()
    };
    assert!(images(&first) > images(&head), "the migration drops every path");
}

/// The migration merges what is equal to the letter; so do we, and more.
#[tokio::test]
async fn ingredients_of_recipes_stay_with_what_they_were() {
    let (Some(old), Some(new)) = (rows("06-").await, rows("13-").await) else {
        return;
    };
    let merged = |rows: &Rows| -> BTreeMap<i64, i64> {
        let kept = |row: &Row<Ingredient>| row.data.duplicate_of.unwrap_or(row.data.id);
        rows.ingredients
            .iter()
            .map(|row| (row.data.id, kept(row)))
            .collect()
    };
    let lines = |rows: &Rows| -> Vec<(i64, i64, Option<f64>, Option<String>)> {
        let merged = merged(rows);
        let lines = rows.recipe_ingredients.iter().map(|row| &row.data);
        let mut lines: Vec<_> = lines
            .map(|line| {
                (
                    line.recipe_id,
                    merged[&line.ingredient_id],
                    line.quantity.raw,
                    line.unit.clone(),
                )
            })
            .collect();
        lines.sort_by(|a, b| a.partial_cmp(b).unwrap());
        lines
    };
    assert_eq!(lines(&old), lines(&new));
    let same = |rows: &Rows| {
        rows.defects
            .iter()
            .filter(|d| d.kind == DefectKind::SameIngredient)
            .count()
    };
    assert_eq!((same(&old), same(&new)), (2, 0));
}

#[tokio::test]
async fn the_list_and_the_rules_are_as_they_were() {
    let (Some(old), Some(new)) = (rows("06-").await, rows("13-").await) else {
        return;
    };
    let data = |rows: &Rows| -> Vec<_> { rows.shopping_items.iter().map(|row| row.data.clone()).collect() };
    assert_eq!(data(&old), data(&new));
    let data = |rows: &Rows| -> Vec<_> {
        rows.unit_conversion_rules
            .iter()
            .map(|row| row.data.clone())
            .collect()
    };
    assert_eq!(data(&old), data(&new));
    let data = |rows: &Rows| -> Vec<_> { rows.recipe_history.iter().map(|row| row.data.clone()).collect() };
    assert_eq!(data(&old), data(&new));
    let data = |rows: &Rows| -> Vec<_> { rows.planner_entries.iter().map(|row| row.data.clone()).collect() };
    assert_eq!(data(&old), data(&new));
}
