//! Why the two algorithms differ, of lists that both made from the same events.

use heirloom_shopping::diff::{Cause, Row, diff};
use heirloom_shopping::{one, two};
use serde_json::{Value, json};

use crate::diary::*;

/// One recipe of these lines, planned once; food `n` is called `food n`. Then what else is said.
fn differences(lines: Vec<Value>, then: Vec<Said>) -> String {
    let mut events = Diary::default();
    let mut said: Vec<Said> = (1..4)
        .map(|n| {
            of_catalogue(
                "IngredientDefined",
                json!({"ingredient_id": ingredient(n), "name": format!("food {n}"), "category": "x"}),
            )
        })
        .collect();
    said.push(of_recipe(
        1,
        "RecipeCreated",
        json!({"content": {"title": "R", "servings": 4, "lines": lines}}),
    ));
    said.push(of_plan(1, "MealSelected", selected(1, 1, None)));
    said.extend(then);
    let (mut first, mut second) = (one::Household::default(), two::Household::default());
    for said in said {
        let event = events.recorded(&said);
        first.apply(&event);
        second.apply(&event);
    }
    let rows: Vec<Row> = first
        .list(week(1))
        .unwrap()
        .items()
        .iter()
        .map(Row::from)
        .collect();
    let show = |difference: heirloom_shopping::diff::Difference| {
        let causes: Vec<String> = difference.causes.iter().map(Cause::to_string).collect();
        let two = difference.two.unwrap_or_else(|| "nothing".to_owned());
        format!(
            "{}: {} | {two}: {}",
            difference.name,
            difference.one.join(", "),
            causes.join("; ")
        )
    };
    diff(&rows, &second.list(week(1)).unwrap())
        .into_iter()
        .map(show)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn equal_lists_have_no_differences() {
    let lines = vec![
        line("a", 1, "2", Some("cup")),
        line("b", 2, "3", None),
        line("c", 3, "1/4", Some("tsp")),
    ];
    let own = of_list(
        1,
        "ShoppingLineAdded",
        json!({"item_id": heirloom_events::values::ItemId::derived("1"), "name": "soap", "quantity": "2", "source": "manual"}),
    );
    assert_eq!(differences(lines, vec![own]), "");
}

#[test]
fn every_difference_has_its_cause() {
    let unknown = differences(
        vec![line("a", 1, "2", Some("tbsp")), line("b", 1, "2", Some("cup"))],
        vec![],
    );
    insta::assert_snapshot!(unknown, @"food 1: 2 tbsp, 2 cup | 503 ml: the application does not know the unit");
    let density = vec![of_catalogue(
        "DensitySet",
        json!({"ingredient_id": ingredient(1), "grams_per_ml": "1/2"}),
    )];
    let joined = differences(
        vec![line("a", 1, "1", Some("oz")), line("b", 1, "2", Some("cup"))],
        density,
    );
    insta::assert_snapshot!(joined, @"food 1: 1 oz, 2 cup | 265 g: a density joins mass and volume");
    let rounded = differences(
        vec![line("a", 1, "1.1", Some("cup")), line("b", 2, "1/3", None)],
        vec![],
    );
    insta::assert_snapshot!(rounded, @r"
    food 1: 1.25 cup | 260 ml: the application rounds up
    food 2: 1 | 1/3 ×: the application rounds up
    ");
    let six: Vec<Value> = (0..6).map(|n| line(&n.to_string(), 1, "1", Some("oz"))).collect();
    insta::assert_snapshot!(differences(six, vec![]), @"food 1: 6.25 oz | 170 g: a rounding error made the application round up");
}

#[test]
fn what_only_one_of_them_knows_has_its_cause_too() {
    let merged = vec![of_catalogue(
        "IngredientMerged",
        json!({"ingredient_id": ingredient(2), "into": ingredient(1)}),
    )];
    insta::assert_snapshot!(
        differences(vec![line("a", 1, "1", None), line("b", 2, "2", None)], merged),
        @"food 1: 1, 2 | 3 ×: merged ingredients are one item"
    );
    let scaled = vec![of_plan(
        1,
        "MealServingsSet",
        json!({"selection_id": selection(1), "servings": 8}),
    )];
    insta::assert_snapshot!(differences(vec![line("a", 1, "1", None)], scaled), @"food 1: 1 | 2 ×: the recipe is cooked for more or fewer");
    let home = vec![of_catalogue(
        "PantrySet",
        json!({"ingredient_id": ingredient(1), "on_hand": true}),
    )];
    insta::assert_snapshot!(differences(vec![line("a", 1, "1", None)], home), @"food 1: 1 | at home: some or all of it is at home");
    let mut optional = line("a", 1, "1", None);
    optional["optional"] = json!(true);
    insta::assert_snapshot!(differences(vec![optional], vec![]), @"food 1: 1 | 1 × (optional): optional lines are not counted");
    let renamed = vec![of_catalogue(
        "IngredientRenamed",
        json!({"ingredient_id": ingredient(1), "name": "new"}),
    )];
    insta::assert_snapshot!(differences(vec![line("a", 1, "1", None)], renamed), @r"
    new:  | 1 ×: the application's list is stale
    Food 1: 1 | nothing: the application's list is stale
    ");
    let mut twin = vec![of_catalogue(
        "IngredientRenamed",
        json!({"ingredient_id": ingredient(2), "name": "Food 1"}),
    )];
    twin.push(of_list(1, "ListSynchronised", json!({})));
    insta::assert_snapshot!(differences(vec![line("a", 1, "1", None), line("b", 2, "2", None)], twin), @r"
    food 1: 3 | 1 ×: the application takes ingredients of one name for one
    Food 1: 3 | 2 ×: the application takes ingredients of one name for one
    ");
    let same = vec![line("a", 1, "2", Some("cup")), line("b", 1, "3", None)];
    assert_eq!(differences(same, vec![]), "");
}
