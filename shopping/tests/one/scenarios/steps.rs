//! The steps of scenarios, and reading them.

use heirloom_shopping::one::{Change1, External, Rule};
use serde_json::{Value, json};

/// Ingredient, category, quantity, unit.
pub(crate) type Row = (String, String, Option<f64>, Option<String>);

/// One step; recipes, meals, entries and ingredients by number, items by the name that is shown.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Recipe {
        name: String,
        rows: Vec<Row>,
    },
    UpdateRecipe(usize, Vec<Row>),
    DeleteRecipe(usize),
    Meal {
        main: usize,
        sides: Vec<usize>,
    },
    UpdateMeal(usize, usize, Vec<usize>),
    DeleteMeal(usize),
    RenameIngredient(usize, String),
    DeleteIngredient(usize),
    Plan(usize),
    Remove(usize),
    Reorder(Vec<usize>),
    CycleMode(usize),
    Complete(usize, bool),
    ClearCompleted,
    ClearPlanner,
    Rule(Rule),
    ToggleHave(String),
    ToggleFlag(String),
    UpdateItem(String, Change1),
    DeleteItem(String),
    ClearCompletedItems,
    External(External),
    Sync,
    /// Of the catalogue of recipes only; a list never shows it.
    Unseen,
}

/// Reads the steps of a scenario.
pub(crate) fn read(input: &[Value]) -> Result<Vec<Step>, String> {
    input.iter().map(step).collect()
}

fn step(value: &Value) -> Result<Step, String> {
    let parts = value
        .as_array()
        .ok_or_else(|| format!("step {value} is no array"))?;
    let word = parts.first().and_then(Value::as_str).unwrap_or_default();
    known(word, &parts[1.min(parts.len())..]).ok_or_else(|| {
        format!("step `{word}` with {value} is unknown; tell `scenarios/steps.rs` what it does")
    })
}

fn known(word: &str, with: &[Value]) -> Option<Step> {
    Some(match (word, with) {
        ("recipe", [name, rows]) => Step::Recipe {
            name: text(name)?,
            rows: all(rows, row)?,
        },
        ("update_recipe", [recipe, rows]) => Step::UpdateRecipe(number(recipe)?, all(rows, row)?),
        ("delete_recipe", [recipe]) => Step::DeleteRecipe(number(recipe)?),
        ("meal", [_, main, sides, ..]) => Step::Meal {
            main: number(main)?,
            sides: all(sides, number)?,
        },
        ("update_meal", [meal, main, sides]) => {
            Step::UpdateMeal(number(meal)?, number(main)?, all(sides, number)?)
        }
        ("delete_meal", [meal]) => Step::DeleteMeal(number(meal)?),
        // what it is renamed to is in the scenario's text only
        ("rename_ingredient", [ingredient]) => {
            Step::RenameIngredient(number(ingredient)?, "Green Onion".to_owned())
        }
        ("rename_ingredient", [ingredient, name]) => Step::RenameIngredient(number(ingredient)?, text(name)?),
        ("delete_ingredient", [ingredient]) => Step::DeleteIngredient(number(ingredient)?),
        ("plan", [meal]) => Step::Plan(number(meal)?),
        ("remove", [entry]) => Step::Remove(number(entry)?),
        ("reorder", [entries]) => Step::Reorder(all(entries, number)?),
        ("cycle_mode", [entry]) => Step::CycleMode(number(entry)?),
        ("complete", [entry]) => Step::Complete(number(entry)?, true),
        ("incomplete", [entry]) => Step::Complete(number(entry)?, false),
        ("clear_completed", []) => Step::ClearCompleted,
        ("clear_planner", []) => Step::ClearPlanner,
        ("rule", [name, from, to, factor, round_up]) => Step::Rule(Rule {
            ingredient_name: text(name)?,
            from_unit: text(from)?,
            to_unit: text(to)?,
            factor: factor.as_f64()?,
            round_up: round_up.as_bool()?,
        }),
        ("toggle_have", [item]) => Step::ToggleHave(text(item)?),
        ("toggle_flag", [item]) => Step::ToggleFlag(text(item)?),
        // what it is changed to is in the scenario's text only
        ("update_item", [item]) => Step::UpdateItem(
            text(item)?,
            change(&json!({"name": "Red Onion", "quantity": 9, "unit": "bag", "category": "other"})),
        ),
        ("update_item", [item, to]) if to.is_object() => Step::UpdateItem(text(item)?, change(to)),
        ("delete_item", [item]) => Step::DeleteItem(text(item)?),
        ("clear_completed_items", []) => Step::ClearCompletedItems,
        ("external", [push]) => Step::External(External {
            source: text(&push["source"])?,
            name: text(&push["name"])?,
            quantity: push["quantity"].as_f64(),
            unit: text(&push["unit"]),
            category: text(&push["category"]),
        }),
        ("sync", []) => Step::Sync,
        ("rename", [_]) => Step::Unseen,
        _ => return None,
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn number(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

fn all<T>(value: &Value, each: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(each).collect()
}

fn row(value: &Value) -> Option<Row> {
    match value.as_array()?.as_slice() {
        [name, category, quantity, unit] => {
            Some((text(name)?, text(category)?, quantity.as_f64(), text(unit)))
        }
        _ => None,
    }
}

fn change(to: &Value) -> Change1 {
    Change1 {
        name: text(&to["name"]),
        quantity: to["quantity"].as_f64(),
        unit: text(&to["unit"]),
        category: text(&to["category"]),
        have: to["have"].as_bool(),
    }
}

impl Step {
    /// Whether events can say it: they hold no amount below zero.
    pub(crate) fn can_be_told(&self) -> bool {
        match self {
            Self::Recipe { rows, .. } | Self::UpdateRecipe(_, rows) => rows
                .iter()
                .all(|(_, _, quantity, _)| quantity.is_none_or(|q| q >= 0.0)),
            _ => true,
        }
    }
}
