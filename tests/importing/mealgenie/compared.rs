//! The rows of a source held against the application's tables as heirloom has them.

use heirloom::audit::mealgenie::{Tables, compare};
use heirloom_events::values::HouseholdId;
use heirloom_projections::{RowSink as _, Value, models};

use super::made::Made;

/// A row of a table, by its columns; all others are NULL.
fn put(tables: &mut Tables, table: &str, columns: &[(&str, Value<'static>)]) {
    let model = models::find("mealgenie_head", 1).unwrap();
    let name = format!("mealgenie_{table}");
    let at = model
        .tables()
        .iter()
        .position(|table| table.name == name)
        .unwrap();
    let mut values = vec![Value::Uuid(HouseholdId::single().0)];
    for column in model.tables()[at].column_names().skip(1) {
        let given = columns.iter().find(|(name, _)| *name == column);
        values.push(given.map_or(Value::Null, |(_, value)| value.clone()));
    }
    tables.row(at, &values);
}

fn ingredient(id: i32, name: &'static str) -> [(&'static str, Value<'static>); 4] {
    [
        ("id", Value::Integer(id)),
        ("ingredient_name", Value::text(name)),
        ("ingredient_category", Value::text("produce")),
        ("user_id", Value::Integer(1)),
    ]
}

async fn of_ingredients(names: &[&str]) -> Made {
    let made = Made::empty(40).await;
    for (id, name) in (1..).zip(names) {
        let (id, name) = (format!("{id}"), format!("'{name}'"));
        let row = [
            ("id", id.as_str()),
            ("ingredient_name", &name),
            ("ingredient_category", "'produce'"),
            ("user_id", "1"),
        ];
        made.insert("ingredients", &row).await;
    }
    made
}

#[tokio::test]
async fn a_row_that_is_not_there_and_one_that_nobody_knows_are_told() {
    let rows = of_ingredients(&["Leek", "Salt"]).await.rows().await;
    let mut tables = Tables::default();
    put(&mut tables, "ingredients", &ingredient(1, "Leek"));
    put(&mut tables, "ingredients", &ingredient(7, "Pepper"));
    put(
        &mut tables,
        "ingredients",
        &ingredient(1_000_000_003, "Made here"),
    );
    let comparison = compare(&rows, &tables, &[]);
    let told: Vec<_> = comparison
        .unexplained()
        .map(|one| (one.row.as_str(), one.heirloom.as_str()))
        .collect();
    assert_eq!(told, [("2", "none"), ("7", "a row")]);
    let counted = comparison.tables["ingredients"];
    assert_eq!((counted.rows, counted.equal, counted.made_here), (2, 1, 1));
}

#[tokio::test]
async fn a_column_is_equal_or_has_a_reason_or_is_told() {
    let rows = of_ingredients(&["Leek", " Salt ", "Rice"]).await.rows().await;
    let mut tables = Tables::default();
    for (id, name) in [(1, "Leek"), (2, "Salt"), (3, "Barley")] {
        put(&mut tables, "ingredients", &ingredient(id, name));
    }
    let comparison = compare(&rows, &tables, &[]);
    assert!(!comparison.is_equal());
    assert_eq!(comparison.differences.len(), 2, "{comparison}");
    let told: Vec<_> = comparison.unexplained().collect();
    assert_eq!(
        (told[0].row.as_str(), told[0].column.as_str()),
        ("3", "ingredient_name")
    );
    assert_eq!(
        (told[0].source.as_str(), told[0].heirloom.as_str()),
        ("`Rice`", "`Barley`")
    );
    assert!(
        comparison
            .to_string()
            .contains("NOT EQUAL: ingredients.ingredient_name of 3"),
        "{comparison}"
    );
}

#[tokio::test]
async fn a_household_that_was_never_imported_lacks_every_row() {
    let rows = Made::at(40).await.rows().await;
    let comparison = compare(&rows, &Tables::default(), &[]);
    assert!(comparison.tables.values().all(|table| table.equal == 0));
    for table in [
        "recipe",
        "ingredients",
        "recipe_ingredients",
        "recipe_history",
        "meals",
        "planner_entries",
    ] {
        assert!(
            comparison.unexplained().any(|one| one.table == table),
            "{table}: {comparison}"
        );
    }
}
