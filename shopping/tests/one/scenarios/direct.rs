//! The application as it is: tables, and one list that is synchronised where its services do it.

use std::collections::BTreeMap;

use heirloom_events::values::{RecipeId, ShoppingMode};
use heirloom_shopping::one::{Change1, Entry, External, Ingredient1, ListOne, Rule};

use super::app::*;

#[derive(Clone, Debug)]
struct Planned {
    meal: usize,
    mode: ShoppingMode,
    completed: bool,
    cleared: bool,
    position: usize,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Direct {
    ingredients: BTreeMap<usize, (String, String)>,
    recipes: BTreeMap<usize, Vec<Link>>,
    meals: BTreeMap<usize, (usize, Vec<usize>)>,
    entries: BTreeMap<usize, Planned>,
    rules: Vec<Rule>,
    list: ListOne,
}

impl Direct {
    fn rows(&self, recipe: usize) -> Vec<Ingredient1<'_>> {
        let mut links: Vec<&Link> = self.recipes.get(&recipe).into_iter().flatten().collect();
        links.sort_by_key(|(ingredient, ..)| *ingredient);
        let rows = links.into_iter().filter_map(|(ingredient, quantity, unit)| {
            let (name, category) = self.ingredients.get(ingredient)?;
            Some(Ingredient1 {
                name,
                category,
                quantity: *quantity,
                unit: unit.as_deref(),
            })
        });
        rows.collect()
    }

    fn dishes(&self, entry: &Planned) -> Vec<usize> {
        let meal = self.meals.get(&entry.meal);
        let (main, sides) = meal.expect("entries go with their meals");
        std::iter::once(*main).chain(sides.iter().copied()).collect()
    }

    fn active(&self) -> impl Iterator<Item = (usize, &Planned)> {
        let open = self.entries.iter().filter(|(_, e)| !e.completed && !e.cleared);
        open.map(|(number, entry)| (*number, entry))
    }

    /// An entry of the list's; its recipes as the database gives their rows: by number.
    fn entry(&self, number: usize, entry: &Planned) -> Entry {
        let mut recipes = self.dishes(entry);
        recipes.sort_unstable();
        Entry {
            entry: entry_id(number),
            recipes: recipes.into_iter().map(recipe_id).collect(),
            mode: entry.mode,
        }
    }

    fn delete_entries(&mut self, go: impl Fn(&Planned) -> bool) {
        let list = &mut self.list;
        self.entries.retain(|number, entry| {
            let goes = go(entry);
            if goes {
                list.entry_gone(entry_id(*number));
            }
            !goes
        });
    }
}

impl App for Direct {
    fn ingredient(&mut self, number: usize, name: &str, category: &str) {
        self.ingredients
            .insert(number, (name.to_owned(), category.to_owned()));
    }

    fn rename_ingredient(&mut self, number: usize, name: &str) {
        if let Some(ingredient) = self.ingredients.get_mut(&number) {
            ingredient.0 = name.to_owned();
        }
    }

    fn delete_ingredient(&mut self, number: usize) {
        self.ingredients.remove(&number);
    }

    fn recipe(&mut self, number: usize, links: &[Link]) {
        self.recipes.insert(number, links.to_vec());
    }

    fn update_recipe(&mut self, number: usize, links: &[Link]) {
        self.recipes.insert(number, links.to_vec());
        if self
            .active()
            .any(|(_, entry)| self.dishes(entry).contains(&number))
        {
            self.sync();
        }
    }

    fn delete_recipe(&mut self, number: usize) {
        self.recipes.remove(&number);
        self.list.recipe_gone(recipe_id(number));
        for (_, sides) in self.meals.values_mut() {
            sides.retain(|side| *side != number);
        }
        let of_it = self.meals.iter().filter(|(_, (main, _))| *main == number);
        let gone: Vec<usize> = of_it.map(|(meal, _)| *meal).collect();
        self.meals.retain(|meal, _| !gone.contains(meal));
        self.delete_entries(|entry| gone.contains(&entry.meal));
    }

    fn meal(&mut self, number: usize, main: usize, sides: &[usize]) {
        self.meals.insert(number, (main, sides.to_vec()));
    }

    fn update_meal(&mut self, number: usize, main: usize, sides: &[usize]) {
        self.meals.insert(number, (main, sides.to_vec()));
        if self.active().any(|(_, entry)| entry.meal == number) {
            self.sync();
        }
    }

    fn delete_meal(&mut self, number: usize) {
        self.meals.remove(&number);
        self.delete_entries(|entry| entry.meal == number);
    }

    fn plan(&mut self, entry: usize, meal: usize) {
        let highest = self.entries.values().map(|e| e.position).max().unwrap_or(0);
        let planned = Planned {
            meal,
            mode: ShoppingMode::All,
            completed: false,
            cleared: false,
            // 0 is falsy: every entry is at 0 until somebody reorders
            position: if highest == 0 { 0 } else { highest + 1 },
        };
        self.entries.insert(entry, planned);
        self.sync();
    }

    fn remove(&mut self, entries: &[usize]) {
        for entry in entries {
            self.entries.remove(entry);
            self.list.entry_gone(entry_id(*entry));
        }
        self.sync();
    }

    fn reorder(&mut self, entries: &[usize]) {
        for (position, number) in entries.iter().enumerate() {
            if let Some(entry) = self.entries.get_mut(number) {
                entry.position = position;
            }
        }
    }

    fn mode(&mut self, entry: usize, mode: ShoppingMode) {
        self.entries.entry(entry).and_modify(|e| e.mode = mode);
        self.sync();
    }

    fn complete(&mut self, entry: usize, completed: bool) {
        self.entries.entry(entry).and_modify(|e| e.completed = completed);
        self.sync();
    }

    fn clear(&mut self, entries: &[usize]) {
        for entry in entries {
            self.entries.entry(*entry).and_modify(|e| e.cleared = true);
        }
        self.sync();
    }

    fn rule(&mut self, rule: Rule) {
        self.rules.push(rule);
    }

    fn have(&mut self, key: &str, have: bool) {
        self.list.set_have(key, have);
    }

    fn flag(&mut self, key: &str, flagged: bool) {
        self.list.set_flagged(key, flagged);
    }

    fn change(&mut self, key: &str, change: Change1) {
        self.list.change(key, change);
    }

    fn take_off(&mut self, key: &str) {
        self.list.remove(key);
    }

    fn push(&mut self, number: usize, push: External) -> bool {
        self.list.push_external(item_key(number), push)
    }

    fn sync(&mut self) {
        let mut entries: Vec<(usize, Entry)> = self
            .active()
            .map(|(number, entry)| (entry.position, self.entry(number, entry)))
            .collect();
        entries.sort_by_key(|(position, _)| *position);
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        let numbers: BTreeMap<RecipeId, usize> = self.recipes.keys().map(|n| (recipe_id(*n), *n)).collect();
        let mut list = std::mem::take(&mut self.list);
        let rows_of = |id: RecipeId| numbers.get(&id).map(|n| self.rows(*n)).unwrap_or_default();
        list.sync(&entries, &rows_of, &self.rules);
        self.list = list;
    }

    fn list(&self) -> ListOne {
        self.list.clone()
    }
}
