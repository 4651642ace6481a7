//! What a scenario's output says, and holding a run against it.

use heirloom_shopping::one::{ListOne, RECIPE};
use serde_json::{Value, json};

use super::app::recipe_id;
use super::books::{Answer, Books};

/// Outputs that are no lists, and where heirloom answers for what they are about.
const ELSEWHERE: [(&str, &[&str]); 5] = [
    (
        "places, clearing and history of the plan: the plan's fold and commands, tables `meal_selections`, `cooking_log`",
        &[
            "count",
            "entries",
            "meals",
            "visible",
            "meal_ids_endpoint",
            "meals_left",
            "history_rows",
            "streak_last",
        ],
    ),
    (
        "every place 0 until a reorder is a defect that is not copied (domain.md): the plan's fold gives 0, 1, 2 …",
        &[
            "after_adds",
            "after_reorder",
            "after_4th_add",
            "after_remove_middle",
        ],
    ),
    (
        "one ingredient twice in a recipe, recipes of one name: the recipe commands; heirloom keeps both lines",
        &["raised", "msg", "creates", "rename_to_duplicate", "names"],
    ),
    (
        "links of a deleted ingredient: the catalogue's fold; rows of removed ingredients give nothing",
        &["recipe_ingredients"],
    ),
    (
        "a side twice: the meal's fold and commands",
        &["create_with_duplicate_sides", "add_existing_side", "sides"],
    ),
];

/// What a run showed.
#[derive(Default)]
pub(crate) struct Run {
    /// The list after each step.
    pub(crate) states: Vec<Vec<Value>>,
    /// What its pushes answered.
    pub(crate) answers: Vec<Answer>,
}

/// The outputs that are about lists.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// The list at the end.
    last: Option<Vec<Value>>,
    /// The lists after the last so many steps, by label.
    after: Vec<(String, Value)>,
    /// What the pushes answered.
    answers: Option<Value>,
}

/// Takes an output apart.
pub(crate) fn wanted(output: &[(String, Value)]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    for (label, value) in output {
        match (label.as_str(), value) {
            (label, value) if is_elsewhere(label, value) => {
                println!("`{label}` is told elsewhere: {}", place(label))
            }
            ("list", Value::Array(items)) => wanted.last = Some(items.clone()),
            ("results", _) => wanted.answers = Some(value.clone()),
            (_, Value::Array(items)) if items.iter().all(Value::is_object) => {
                wanted.after.push((label.clone(), value.clone()));
            }
            (_, Value::Object(amounts)) if amounts.values().all(Value::is_number) => {
                wanted.after.push((label.clone(), value.clone()));
            }
            _ => {
                return Err(format!(
                    "output `{label}` is unknown: {value}; tell `scenarios/expect.rs` what it is"
                ));
            }
        }
    }
    Ok(wanted)
}

fn place(label: &str) -> &'static str {
    let found = ELSEWHERE.iter().find(|(_, labels)| labels.contains(&label));
    found.map_or("", |(place, _)| place)
}

/// A list of items under one of those labels would be a list all the same.
fn is_elsewhere(label: &str, value: &Value) -> bool {
    let is_list = value
        .as_array()
        .is_some_and(|items| items.iter().any(Value::is_object));
    !place(label).is_empty() && !is_list
}

impl Wanted {
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn len(&self) -> usize {
        self.after.len() + usize::from(self.last.is_some()) + usize::from(self.answers.is_some())
    }

    /// Compares a run with it. Labels are of the lists after the last steps, one each; where they are not, of
    /// lists in that order, the last one at the end.
    pub(crate) fn hold(&self, run: &Run) -> Result<(), String> {
        if let Some(answers) = &self.answers {
            let given = json!(run.answers);
            same("results", answers, &given)?;
        }
        let end = run.states.last().cloned().unwrap_or_default();
        if let Some(last) = &self.last {
            same("list", &sorted(last), &Value::Array(end))?;
        }
        let first = run.states.len().saturating_sub(self.after.len());
        let mut one_each = self.after.iter().zip(&run.states[first..]);
        let strictly = one_each.try_for_each(|((label, list), state)| fits(label, list, state));
        let Err(why) = strictly else {
            return Ok(());
        };
        if !self.fits_in_order(run) {
            return Err(why);
        }
        println!("NOTE: the labels are not of the last steps, but their lists came in that order");
        Ok(())
    }

    fn fits_in_order(&self, run: &Run) -> bool {
        let mut states = run.states.iter();
        let in_order = self
            .after
            .iter()
            .all(|(label, list)| states.any(|state| fits(label, list, state).is_ok()));
        let ends =
            |(label, list): &(String, Value)| run.states.last().is_some_and(|s| fits(label, list, s).is_ok());
        in_order && self.after.last().is_none_or(ends)
    }
}

/// A list of items, or amounts by name.
fn fits(label: &str, wanted: &Value, state: &[Value]) -> Result<(), String> {
    match wanted {
        Value::Array(items) => same(label, &sorted(items), &Value::Array(state.to_vec())),
        Value::Object(amounts) => amounts.iter().try_for_each(|(name, amount)| {
            let called = |item: &&Value| {
                item["name"]
                    .as_str()
                    .is_some_and(|n| n.eq_ignore_ascii_case(name))
            };
            let given = state.iter().find(called).map(|item| item["qty"].clone());
            same(&format!("{label}.{name}"), amount, &given.unwrap_or(Value::Null))
        }),
        _ => Err(format!("`{label}` is no list")),
    }
}

fn same(label: &str, wanted: &Value, given: &Value) -> Result<(), String> {
    if wanted == given {
        return Ok(());
    }
    Err(format!("`{label}` should be\n  {wanted}\nand is\n  {given}"))
}

/// By key and name: the application gives its list in no order.
fn sorted(items: &[Value]) -> Value {
    let mut items = items.to_vec();
    items.sort_by_key(|item| format!("{}\n{}", item["key"], item["name"]));
    Value::Array(items)
}

/// A list as scenarios show it.
pub(crate) fn shown(list: &ListOne, books: &Books) -> Vec<Value> {
    let items: Vec<Value> = list
        .items()
        .iter()
        .map(|item| {
            let mut sources: Vec<(&str, usize)> = Vec::new();
            for (recipe, count) in item.recipe_counts() {
                let number = (1..=books.recipes.len()).find(|number| recipe_id(*number) == recipe);
                sources.push((&books.recipes[number.expect("recipes have numbers") - 1], count));
            }
            sources.sort_unstable();
            debug_assert!(item.source == RECIPE || sources.is_empty());
            json!({
                "name": item.name,
                "qty": item.quantity,
                "unit": item.unit,
                "category": item.category,
                "source": item.source,
                "have": item.have,
                "flagged": item.flagged,
                "key": item.aggregation_key,
                "sources": sources,
            })
        })
        .collect();
    match sorted(&items) {
        Value::Array(items) => items,
        _ => items,
    }
}
