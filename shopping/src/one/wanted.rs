//! What the plan asks for: one item per name and dimension, with what each recipe of each entry gives.
//! Order is kept everywhere, because it decides: which unit, which category, and the last digits of sums.

use std::collections::HashMap;

use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode};

use super::item::Contribution1;
use super::python::{lower, strip};
use super::units::{Dimension, to_base};

/// The only category that a meal in produce-only mode asks for; capitals matter.
const PRODUCE: &str = "produce";

/// An active entry of the plan: neither completed nor cleared.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id.
    pub entry: SelectionId,
    /// Its recipes, one that it has twice twice. Their rows are read recipe by recipe in the order in which
    /// they first stand here. The application reads them by the recipes' ids: in the order of their making,
    /// whichever is the main one.
    pub recipes: Vec<RecipeId>,
    /// What it asks for.
    pub mode: ShoppingMode,
}

/// A row of a recipe: one ingredient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ingredient1<'a> {
    /// The ingredient's name.
    pub name: &'a str,
    /// Its category; empty: none, which the application does not have.
    pub category: &'a str,
    /// How much.
    pub quantity: Option<f64>,
    /// The unit as written.
    pub unit: Option<&'a str>,
}

/// What the plan asks for under one key.
pub(super) struct Wanted {
    /// `{name}::{dimension}`.
    pub(super) key: String,
    /// The first category.
    pub(super) category: String,
    /// The first unit that is not empty.
    pub(super) unit: Option<String>,
    /// What each recipe of each entry gives; never empty.
    pub(super) contributions: Vec<Contribution1>,
}

impl Wanted {
    /// The name that the item gets and that unit rules are looked up by: the key up to the *first* `::`, so
    /// that of a name with `::` in it only a part is left.
    pub(super) fn name(&self) -> &str {
        self.key
            .split_once("::")
            .map_or(self.key.as_str(), |(name, _)| name)
    }

    /// The sum, from left to right.
    pub(super) fn total(&self) -> f64 {
        self.contributions
            .iter()
            .fold(0.0, |sum, part| sum + part.base_quantity)
    }

    /// What all of them measure.
    pub(super) fn dimension(&self) -> Dimension {
        self.contributions
            .first()
            .map_or(Dimension::Unknown, |part| part.dimension)
    }

    fn add(&mut self, entry: SelectionId, recipe: RecipeId, base: f64, dimension: Dimension) {
        // One place per entry and recipe, and the rows of an entry's recipe come one after the other.
        let last = self.contributions.last_mut();
        match last.filter(|part| (part.entry, part.recipe) == (entry, recipe)) {
            Some(part) => part.base_quantity += base,
            None => self.contributions.push(Contribution1 {
                entry,
                recipe,
                base_quantity: 0.0 + base,
                dimension,
            }),
        }
    }
}

/// `{name}::{dimension}`: the name without white space around it, in lower case. Neither the category nor the
/// ingredient's id is part of it.
#[must_use]
pub fn aggregation_key(name: &str, dimension: Dimension) -> String {
    format!("{}::{}", lower(strip(name)), dimension.as_str())
}

/// What the entries ask for, in the order in which they first ask for it.
pub(super) fn wanted<'a>(
    entries: &[Entry],
    rows_of: &dyn Fn(RecipeId) -> Vec<Ingredient1<'a>>,
) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.mode != ShoppingMode::None) {
        for (recipe, times) in with_counts(&entry.recipes) {
            for row in rows_of(recipe).iter().filter(|row| asked_for(entry.mode, row)) {
                let dimension = Dimension::of(row.unit);
                let key = aggregation_key(row.name, dimension);
                let place = *by_key.entry(key).or_insert_with_key(|key| {
                    all.push(first(key.clone(), row));
                    all.len() - 1
                });
                let item = &mut all[place];
                // an empty unit is no unit, one of white space is one: as the application asks
                let written = row.unit.filter(|unit| !unit.is_empty());
                item.unit = item.unit.take().or_else(|| written.map(str::to_owned));
                for _ in 0..times {
                    item.add(entry.entry, recipe, to_base(row.quantity, row.unit), dimension);
                }
            }
        }
    }
    all
}

fn first(key: String, row: &Ingredient1<'_>) -> Wanted {
    Wanted {
        key,
        category: row.category.to_owned(),
        unit: None,
        contributions: Vec::new(),
    }
}

fn asked_for(mode: ShoppingMode, row: &Ingredient1<'_>) -> bool {
    mode != ShoppingMode::ProduceOnly || row.category == PRODUCE
}

/// Each recipe once, with how often it is there.
fn with_counts(recipes: &[RecipeId]) -> Vec<(RecipeId, usize)> {
    let mut counts: Vec<(RecipeId, usize)> = Vec::new();
    for recipe in recipes {
        match counts.iter_mut().find(|(known, _)| known == recipe) {
            Some((_, count)) => *count += 1,
            None => counts.push((*recipe, 1)),
        }
    }
    counts
}
