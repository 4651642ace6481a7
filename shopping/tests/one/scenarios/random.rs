//! Random steps, mostly of what is there.

use proptest::prelude::*;

use heirloom_shopping::one::{Change1, External, Rule};

use super::books::Books;
use super::steps::{Row, Step};

impl Books {
    /// Something to work on: three recipes, two meals, one of them planned.
    pub(crate) fn opening() -> Vec<Step> {
        let row = |name: &str, category: &str, quantity: f64, unit: &str| -> Row {
            (
                name.to_owned(),
                category.to_owned(),
                Some(quantity),
                Some(unit.to_owned()),
            )
        };
        let recipe = |name: &str, rows: Vec<Row>| Step::Recipe {
            name: name.to_owned(),
            rows,
        };
        vec![
            recipe(
                "A",
                vec![
                    row("Onion", "produce", 1.0, "whole"),
                    row("Rice", "pantry", 0.3, "cup"),
                ],
            ),
            recipe(
                "B",
                vec![row("Rice", "pantry", 2.0, "tbs"), row("Onion", "spices", 2.0, "")],
            ),
            recipe("C", vec![row("onion", "produce", 0.1, "whole")]),
            Step::Meal {
                main: 2,
                sides: vec![1],
            },
            Step::Meal {
                main: 3,
                sides: vec![],
            },
            Step::Plan(1),
        ]
    }
}

fn any_row() -> impl Strategy<Value = Row> {
    let name = prop::sample::select(vec!["Onion", "onion", "Rice", "Butter", "Leek"]);
    let category = prop::sample::select(vec!["produce", "spices"]);
    let quantity = prop::option::weighted(0.9, (0..80_i32).prop_map(|n| f64::from(n) / 10.0));
    let unit = prop::option::of(prop::sample::select(vec!["cup", "tbs", "whole", "oz", "g", ""]));
    (name, category, quantity, unit).prop_map(|(name, category, quantity, unit)| {
        (name.into(), category.into(), quantity, unit.map(str::to_owned))
    })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(any_row(), 0..4)
}

fn sides() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1..5_usize, 0..3)
}

fn item() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Onion", "Rice", "Butter", "Leek", "Soap"]).prop_map(str::to_owned)
}

fn any_rule() -> impl Strategy<Value = Rule> {
    (
        item(),
        prop::sample::select(vec!["cup", "tbs", "whole"]),
        any::<bool>(),
    )
        .prop_map(|(name, from, round_up)| Rule {
            ingredient_name: name,
            from_unit: from.to_owned(),
            to_unit: "bag".to_owned(),
            factor: 2.5,
            round_up,
        })
}

fn any_push() -> impl Strategy<Value = External> {
    let quantity = prop::option::of((0..9_i32).prop_map(f64::from));
    (item(), quantity, prop::option::of(Just("Home".to_owned()))).prop_map(|(name, quantity, category)| {
        External {
            source: "tada".to_owned(),
            name,
            quantity,
            unit: None,
            category,
        }
    })
}

fn any_change() -> impl Strategy<Value = Change1> {
    let text = || prop::option::of(prop::sample::select(vec!["Red", "blue"]).prop_map(str::to_owned));
    (
        text(),
        prop::option::of((0..9_i32).prop_map(f64::from)),
        text(),
        text(),
    )
        .prop_map(|(name, quantity, unit, category)| Change1 {
            name,
            quantity,
            unit,
            category,
            have: None,
        })
}

/// Any step, mostly of what is there.
pub(crate) fn any_step() -> impl Strategy<Value = Step> {
    let one = || 1..5_usize;
    prop_oneof![
        1 => rows().prop_map(|rows| Step::Recipe { name: "D".to_owned(), rows }),
        3 => (one(), prop::collection::vec(any_row(), 1..4)).prop_map(|(recipe, rows)| Step::UpdateRecipe(recipe, rows)),
        1 => one().prop_map(Step::DeleteRecipe),
        1 => (one(), sides()).prop_map(|(main, sides)| Step::Meal { main, sides }),
        2 => (one(), one(), sides()).prop_map(|(meal, main, sides)| Step::UpdateMeal(meal, main, sides)),
        1 => one().prop_map(Step::DeleteMeal),
        1 => (one(), item()).prop_map(|(ingredient, name)| Step::RenameIngredient(ingredient, name)),
        1 => one().prop_map(Step::DeleteIngredient),
        4 => one().prop_map(Step::Plan),
        1 => one().prop_map(Step::Remove),
        1 => prop::collection::btree_set(one(), 1..4).prop_map(|s| Step::Reorder(s.into_iter().rev().collect())),
        2 => one().prop_map(Step::CycleMode),
        2 => (one(), any::<bool>()).prop_map(|(entry, completed)| Step::Complete(entry, completed)),
        1 => Just(Step::ClearCompleted),
        1 => Just(Step::ClearPlanner),
        1 => any_rule().prop_map(Step::Rule),
        3 => item().prop_map(Step::ToggleHave),
        2 => item().prop_map(Step::ToggleFlag),
        1 => (item(), any_change()).prop_map(|(name, to)| Step::UpdateItem(name, to)),
        1 => item().prop_map(Step::DeleteItem),
        1 => Just(Step::ClearCompletedItems),
        1 => any_push().prop_map(Step::External),
        2 => Just(Step::Sync),
    ]
}
