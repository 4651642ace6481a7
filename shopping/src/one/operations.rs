//! What people do to a list. Each of them answers whether it found the item: a mark on a line that is gone
//! changes nothing.

use serde::Serialize;

use super::item::{Item1, MANUAL, RECIPE};
use super::list::ListOne;
use super::python::{lower, strip};

/// The category of a line for which nobody gave one.
const OTHER: &str = "other";

/// A line that somebody writes down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ManualLine {
    /// What to buy; white space around it is taken off.
    pub name: String,
    /// How much, 0 or more.
    pub quantity: f64,
    /// The unit as written.
    pub unit: Option<String>,
    /// The category; none or blank: `other`.
    pub category: Option<String>,
}

/// A change of an item; what is none is left as it is, and nothing can be taken away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change1 {
    /// Another name.
    pub name: Option<String>,
    /// Another quantity.
    pub quantity: Option<f64>,
    /// Another unit.
    pub unit: Option<String>,
    /// Another category.
    pub category: Option<String>,
    /// Whether it is in the basket or at home.
    pub have: Option<bool>,
}

/// The counts at the top of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary1 {
    /// All items, also those that another application pushed.
    pub total_items: usize,
    /// Those that are in the basket or at home.
    pub checked_items: usize,
    /// Those of recipes.
    pub recipe_items: usize,
    /// Those that somebody wrote down.
    pub manual_items: usize,
    /// Every category once, sorted.
    pub categories: Vec<String>,
}

impl ListOne {
    /// The item that goes by this key: its key in this list, or its aggregation key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Item1> {
        self.place(key).map(|place| &self.items[place])
    }

    /// Puts a line on the list that somebody wrote down. It has no aggregation key, so it never joins
    /// another, not even one of the same name.
    pub fn add_manual(&mut self, key: impl Into<String>, line: ManualLine) {
        let category = line.category.map(|category| lower(strip(&category)));
        self.take_over(Item1 {
            key: key.into(),
            aggregation_key: None,
            name: strip(&line.name).to_owned(),
            quantity: line.quantity,
            unit: line.unit.filter(|unit| !unit.is_empty()),
            category: Some(
                category
                    .filter(|c| !c.is_empty())
                    .unwrap_or_else(|| OTHER.to_owned()),
            ),
            source: MANUAL.to_owned(),
            have: false,
            flagged: false,
            contributions: Vec::new(),
        });
    }

    /// Takes an item over as it stood in a list that was imported. Where the list has an item of that
    /// aggregation key already (the plan was told first), it becomes the one item of it: it keeps its place,
    /// and its contributions where the one taken over brings none.
    pub fn take_over(&mut self, mut item: Item1) {
        let aggregated = |key: &String| self.place(key);
        let place = self
            .place(&item.key)
            .or_else(|| item.aggregation_key.as_ref().and_then(aggregated));
        match place {
            Some(place) => {
                let known = &mut self.items[place];
                if item.contributions.is_empty() {
                    item.contributions = std::mem::take(&mut known.contributions);
                }
                *known = item;
            }
            None => self.push(item),
        }
    }

    /// Sets whether an item is in the basket or at home.
    pub fn set_have(&mut self, key: &str, have: bool) -> bool {
        self.with(key, |item| item.have = have)
    }

    /// Turns `have` over.
    pub fn toggle_have(&mut self, key: &str) -> bool {
        self.with(key, |item| item.have = !item.have)
    }

    /// Flags an item, or takes the flag off.
    pub fn set_flagged(&mut self, key: &str, flagged: bool) -> bool {
        self.with(key, |item| item.flagged = flagged)
    }

    /// Turns the flag over.
    pub fn toggle_flagged(&mut self, key: &str) -> bool {
        self.with(key, |item| item.flagged = !item.flagged)
    }

    /// Changes what is given. On an item of the plan the next synchronisation sets quantity and unit again;
    /// name and category stay as they were changed.
    pub fn change(&mut self, key: &str, change: Change1) -> bool {
        self.with(key, |item| {
            item.name = change.name.unwrap_or_else(|| std::mem::take(&mut item.name));
            item.quantity = change.quantity.unwrap_or(item.quantity);
            item.unit = change.unit.or_else(|| item.unit.take());
            item.category = change.category.or_else(|| item.category.take());
            item.have = change.have.unwrap_or(item.have);
        })
    }

    /// Takes an item off. One of the plan comes back with the next synchronisation.
    pub fn remove(&mut self, key: &str) -> bool {
        let place = self.place(key);
        let removed = place.map(|place| {
            self.numbers.remove(place);
            self.items.remove(place)
        });
        removed.is_some()
    }

    /// Takes off all that is in the basket or at home; how many there were.
    pub fn clear_checked(&mut self) -> usize {
        self.clear(|item| item.have)
    }

    /// Takes off all that came from recipes; how many there were.
    pub fn clear_recipe_items(&mut self) -> usize {
        self.clear(|item| item.source == RECIPE)
    }

    /// The counts at the top of the list.
    #[must_use]
    pub fn summary(&self) -> Summary1 {
        let count = |is: &dyn Fn(&Item1) -> bool| self.items.iter().filter(|item| is(item)).count();
        let mut categories: Vec<String> = self
            .items
            .iter()
            .filter_map(|item| item.category.clone())
            .collect();
        categories.sort();
        categories.dedup();
        Summary1 {
            total_items: self.items.len(),
            checked_items: count(&|item| item.have),
            recipe_items: count(&|item| item.source == RECIPE),
            manual_items: count(&|item| item.source == MANUAL),
            categories,
        }
    }

    /// Where the item is that goes by this key. The list's own keys come first: an item that was taken over
    /// may have another's key as its aggregation key.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        let by_key = self.items.iter().position(|item| item.key == key);
        by_key.or_else(|| self.items.iter().position(|item| item.goes_by(key)))
    }

    fn with(&mut self, key: &str, act: impl FnOnce(&mut Item1)) -> bool {
        let place = self.place(key);
        place.map(|place| act(&mut self.items[place])).is_some()
    }

    fn clear(&mut self, goes: impl Fn(&Item1) -> bool) -> usize {
        self.retain(|item| !goes(item))
    }
}
