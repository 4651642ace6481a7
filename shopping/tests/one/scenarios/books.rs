//! What is counted while steps are taken: who has which number, and what follows from the application's own
//! rules before a list comes in.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::values::ShoppingMode;
use heirloom_shopping::one::{External, Item1, python};

use super::app::{App, Link, item_key};
use super::steps::{Row, Step};

/// The numbers so far. What is gone keeps its number.
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
