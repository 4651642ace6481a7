//! The lists of imported databases, beside those that the application gave for the same databases.

use std::collections::BTreeMap;
use std::path::Path;

use heirloom::events::source::Source;
use heirloom::events::values::{RecipeId, SelectionId};
use heirloom_shopping::one::Item1;
use serde_json::{Value, json};

use super::super::taking::support::{Home, complete, household};
use super::commanded::shown;
use super::folder;

const ENDING: &str = ".expected-shopping-lists.json";

async fn all(home: &Home) {
    let Some(folder) = folder() else {
        return;
    };
    let mut expected: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with("expected-shopping-lists.json"))
        .collect();
    expected.sort();
    for path in expected {
        let name = path.display().to_string();
        let database = name.trim_end_matches(ENDING).to_owned() + ".sqlite";
        assert!(
            Path::new(&database).exists(),
            "`{name}` is of no database beside it"
        );
        let compared = compare(home, &database, &path).await;
        println!("{name}: {compared} items are as they should be");
    }
}

async fn compare(home: &Home, database: &str, expected: &Path) -> usize {
    let household = household(database);
    complete(&home.import(database, household).await);
    let list = shown(home, household).await;
    let names = Names::of(&home.source(household).await);
    let is: Vec<Value> = list.items().iter().map(|item| names.shown(item)).collect();
    let text = std::fs::read_to_string(expected).unwrap();
    let given: Value = serde_json::from_str(&text).unwrap();
    let mut lists = Vec::new();
    lists_in(&given, &mut lists);
    assert!(!lists.is_empty(), "no list in `{}`", expected.display());
    let mut compared = 0;
    for items in lists {
        let wanted: Vec<Value> = items.iter().map(told).collect();
        same(&sorted(wanted), &sorted(is.clone()));
        compared += items.len();
    }
    compared
}

/// Every list of items in the answer, wherever it stands.
fn lists_in<'a>(value: &'a Value, lists: &mut Vec<&'a Vec<Value>>) {
    match value {
        Value::Array(items) if items.iter().any(|item| item.get("ingredient_name").is_some()) => {
            lists.push(items)
        }
        Value::Array(values) => values.iter().for_each(|value| lists_in(value, lists)),
        Value::Object(fields) => fields.values().for_each(|value| lists_in(value, lists)),
        _ => {}
    }
}

/// An item of the application's answer; its own id is no part of what it says.
fn told(item: &Value) -> Value {
    json!({
        "name": item["ingredient_name"], "quantity": item["quantity"], "unit": item["unit"],
        "category": item["category"], "source": item["source"], "have": item["have"], "flagged": item["flagged"],
        "key": item["aggregation_key"], "contributions": contributions(item["contributions"].as_array()),
    })
}

fn contributions(given: Option<&Vec<Value>>) -> Value {
    let mut given = given.cloned().unwrap_or_default();
    given.sort_by_key(ToString::to_string);
    Value::Array(given)
}

/// The application's ids of what its rows became.
struct Names {
    recipes: BTreeMap<RecipeId, i64>,
    entries: BTreeMap<SelectionId, i64>,
}

impl Names {
    fn of(source: &Source) -> Self {
        let mut names = Self {
            recipes: BTreeMap::new(),
            entries: BTreeMap::new(),
        };
        for (row, taken) in source.rows.values().flatten() {
            let Ok(id) = row.parse() else { continue };
            for thing in &taken.became {
                let Some((kind, name)) = thing.split_once('/') else {
                    continue;
                };
                let name = name.split('@').next().unwrap_or_default();
                match kind {
                    "recipe" => names.recipes.insert(name.parse().unwrap(), id),
                    "selection" => names.entries.insert(name.parse().unwrap(), id),
                    _ => None,
                };
            }
        }
        names
    }

    fn shown(&self, item: &Item1) -> Value {
        let parts = item.contributions.iter().map(|part| {
            json!({
                "recipe_id": self.recipes[&part.recipe], "planner_entry_id": self.entries[&part.entry],
                "base_quantity": part.base_quantity, "dimension": part.dimension.as_str(),
            })
        });
        let parts: Vec<Value> = parts.collect();
        json!({
            "name": item.name, "quantity": item.quantity, "unit": item.unit, "category": item.category,
            "source": item.source, "have": item.have, "flagged": item.flagged, "key": item.aggregation_key,
            "contributions": contributions(Some(&parts)),
        })
    }
}

fn sorted(mut items: Vec<Value>) -> Vec<Value> {
    items.sort_by_key(|item| format!("{}\n{}\n{item}", item["key"], item["name"]));
    items
}

#[track_caller]
fn same(wanted: &[Value], is: &[Value]) {
    let lacks: Vec<String> = wanted
        .iter()
        .filter(|item| !is.contains(item))
        .map(ToString::to_string)
        .collect();
    let more: Vec<String> = is
        .iter()
        .filter(|item| !wanted.contains(item))
        .map(ToString::to_string)
        .collect();
    assert!(
        lacks.is_empty() && more.is_empty() && wanted.len() == is.len(),
        "the application has\n  {}\nand heirloom has\n  {}",
        lacks.join("\n  "),
        more.join("\n  ")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn imported_databases_give_the_lists_of_the_application() {
    all(&Home::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn imported_databases_give_the_lists_of_the_application_on_postgres() {
    if let Some(home) = Home::postgres().await {
        all(&home).await;
    }
}
