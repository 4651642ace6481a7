//! The steps of scenarios, and what is counted while they are taken.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::values::ShoppingMode;
use heirloom_shopping::one::{Change1, External, Item1, Rule, python};
use serde_json::{Value, json};

use super::app::{App, Link, item_key};

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

/// Who has which number, and what follows from the application's own rules before a list comes in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Books {
    ingredients: Vec<(String, String)>,
    /// The recipes' names; deleted ones too.
    pub(crate) recipes: Vec<String>,
    gone: BTreeSet<usize>,
    meals: BTreeMap<usize, usize>,
    meals_made: usize,
    entries: BTreeMap<usize, Entry>,
    planned: usize,
    pushed: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    meal: usize,
    mode: ShoppingMode,
    completed: bool,
    cleared: bool,
}

/// What a push answers: whether it is new, its number, its quantity and category.
pub(crate) type Answer = (bool, usize, f64, Option<String>);

impl Books {
    /// Takes one step; one that names what is not there is none.
    pub(crate) fn carry_out(&mut self, step: &Step, app: &mut dyn App) -> Result<Option<Answer>, String> {
        match step.clone() {
            Step::Recipe { name, rows } => {
                let links = self.links(rows, app);
                self.recipes.push(name);
                app.recipe(self.recipes.len(), &links);
            }
            Step::UpdateRecipe(recipe, rows) if self.has(recipe) => {
                let links = self.links(rows, app);
                app.update_recipe(recipe, &links);
            }
            Step::DeleteRecipe(recipe) if self.has(recipe) => {
                self.gone.insert(recipe);
                let meals = &mut self.meals;
                meals.retain(|_, main| *main != recipe);
                self.entries.retain(|_, entry| meals.contains_key(&entry.meal));
                app.delete_recipe(recipe);
            }
            Step::Meal { main, sides } if self.has(main) && sides.iter().all(|side| self.has(*side)) => {
                self.meals_made += 1;
                self.meals.insert(self.meals_made, main);
                app.meal(self.meals_made, main, &sides);
            }
            Step::UpdateMeal(meal, main, sides)
                if self.meals.contains_key(&meal)
                    && self.has(main)
                    && sides.iter().all(|side| self.has(*side)) =>
            {
                self.meals.insert(meal, main);
                app.update_meal(meal, main, &sides);
            }
            Step::DeleteMeal(meal) if self.meals.remove(&meal).is_some() => {
                self.entries.retain(|_, entry| entry.meal != meal);
                app.delete_meal(meal);
            }
            Step::RenameIngredient(ingredient, name)
                if ingredient >= 1 && ingredient <= self.ingredients.len() =>
            {
                self.ingredients[ingredient - 1].0.clone_from(&name);
                app.rename_ingredient(ingredient, &name);
            }
            Step::DeleteIngredient(ingredient) if ingredient >= 1 && ingredient <= self.ingredients.len() => {
                // nobody finds it any more, and nobody gets its number
                self.ingredients[ingredient - 1] = ("\0".to_owned(), String::new());
                app.delete_ingredient(ingredient);
            }
            Step::Rule(rule) => app.rule(rule),
            Step::Sync => app.sync(),
            Step::External(push) => return Ok(Some(self.push(push, app))),
            step => self.plan(step, app),
        }
        Ok(None)
    }

    fn plan(&mut self, step: Step, app: &mut dyn App) {
        match step {
            Step::Plan(meal) if self.meals.contains_key(&meal) => {
                self.planned += 1;
                let entry = Entry {
                    meal,
                    mode: ShoppingMode::All,
                    completed: false,
                    cleared: false,
                };
                self.entries.insert(self.planned, entry);
                app.plan(self.planned, meal);
            }
            Step::Remove(entry) if self.entries.remove(&entry).is_some() => app.remove(&[entry]),
            Step::Reorder(entries) => app.reorder(&self.reordered(entries)),
            Step::CycleMode(number) => {
                if let Some(entry) = self.entries.get_mut(&number) {
                    entry.mode = match entry.mode {
                        ShoppingMode::All => ShoppingMode::ProduceOnly,
                        ShoppingMode::ProduceOnly => ShoppingMode::None,
                        ShoppingMode::None => ShoppingMode::All,
                    };
                    app.mode(number, entry.mode);
                }
            }
            Step::Complete(number, completed) => {
                if let Some(entry) = self.entries.get_mut(&number) {
                    entry.completed = completed;
                    app.complete(number, completed);
                }
            }
            Step::ClearCompleted => {
                let done = self.entries.iter_mut().filter(|(_, e)| e.completed && !e.cleared);
                let done: Vec<usize> = done
                    .map(|(number, entry)| {
                        entry.cleared = true;
                        *number
                    })
                    .collect();
                app.clear(&done);
            }
            Step::ClearPlanner => {
                let all: Vec<usize> = std::mem::take(&mut self.entries).into_keys().collect();
                app.remove(&all);
            }
            step => mark(&step, app),
        }
    }

    /// All that is on the plan, in this order: the application is told of all. (Where it were not, several
    /// would be in one place, and heirloom's places are not the application's.)
    fn reordered(&self, mut entries: Vec<usize>) -> Vec<usize> {
        let shown = || {
            self.entries
                .iter()
                .filter(|(_, e)| !e.cleared)
                .map(|(number, _)| *number)
        };
        entries.retain(|entry| shown().any(|number| number == *entry));
        let rest: Vec<usize> = shown().filter(|number| !entries.contains(number)).collect();
        entries.extend(rest);
        entries
    }

    fn push(&mut self, push: External, app: &mut dyn App) -> Answer {
        let key = heirloom_shopping::one::external_key(&push.source, &push.name);
        let new = app.push(self.pushed + 1, push);
        self.pushed += usize::from(new);
        let list = app.list();
        let item = list.find(&key).expect("it was pushed");
        let number = (1..=self.pushed)
            .find(|n| item_key(*n) == item.key)
            .expect("pushes are counted");
        (new, number, item.quantity, item.category.clone())
    }

    fn has(&self, recipe: usize) -> bool {
        (1..=self.recipes.len()).contains(&recipe) && !self.gone.contains(&recipe)
    }

    /// Rows as links to ingredients: the first of that name and category, whatever their capitals, or a new one.
    fn links(&mut self, rows: Vec<Row>, app: &mut dyn App) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for (name, category, quantity, unit) in rows {
            let is = |(n, c): &(String, String)| {
                python::lower(n) == python::lower(&name) && python::lower(c) == python::lower(&category)
            };
            let known = self.ingredients.iter().position(is);
            let place = known.unwrap_or_else(|| {
                self.ingredients.push((name.clone(), category.clone()));
                app.ingredient(self.ingredients.len(), &name, &category);
                self.ingredients.len() - 1
            });
            // a recipe has an ingredient once; the application refuses the recipe
            if links.iter().all(|(number, ..)| *number != place + 1) {
                links.push((place + 1, quantity, unit));
            }
        }
        links
    }
}

/// What people do to items, named as the list shows them; to the first of that name.
fn mark(step: &Step, app: &mut dyn App) {
    let list = app.list();
    let called = |name: &str| {
        list.items()
            .iter()
            .find(|item| item.name.to_lowercase() == name.to_lowercase())
    };
    let key = |item: &Item1| item.key.clone();
    match step {
        Step::ToggleHave(name) => called(name).into_iter().for_each(|i| app.have(&key(i), !i.have)),
        Step::ToggleFlag(name) => called(name)
            .into_iter()
            .for_each(|i| app.flag(&key(i), !i.flagged)),
        Step::UpdateItem(name, to) => called(name)
            .into_iter()
            .for_each(|i| app.change(&key(i), to.clone())),
        Step::DeleteItem(name) => called(name).into_iter().for_each(|i| app.take_off(&key(i))),
        Step::ClearCompletedItems => {
            list.items()
                .iter()
                .filter(|item| item.have)
                .for_each(|item| app.take_off(&key(item)));
        }
        _ => {}
    }
}

pub(crate) use random::any_step;

mod random {
    use proptest::prelude::*;

    use super::*;

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
        (item(), quantity, prop::option::of(Just("Home".to_owned()))).prop_map(
            |(name, quantity, category)| External {
                source: "tada".to_owned(),
                name,
                quantity,
                unit: None,
                category,
            },
        )
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
}
