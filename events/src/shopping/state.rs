//! The fold: what was said of a week's shopping list.
//!
//! Not the list: that is worked out of the plan, the recipes and this, by an algorithm that has a version.

use std::collections::BTreeMap;

use super::*;
use crate::Stream;
use crate::values::{ItemId, Quantity, ShoppingSource};

/// A line that was put on the list beside what the plan needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is to be bought, as written.
    pub name: String,
    /// How much.
    pub quantity: Quantity,
    /// The unit as written.
    pub unit: Option<String>,
    /// The category.
    pub category: Option<String>,
    /// Who put it there.
    pub source: ShoppingSource,
    /// The key that it had in the application that it comes from.
    pub key: Option<String>,
    /// Its place among all lines that were ever put on this list, from 0.
    pub place: u32,
}

/// What somebody said of one item of one algorithm's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The item's key, as the list of that algorithm shows it.
    pub key: String,
    /// The algorithm whose list it is, 1 or 2.
    pub algorithm: u8,
    /// What was said.
    pub said: Said,
}

/// What can be said of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// That much of it is bought; no quantity: whatever it is.
    Ticked(Option<Quantity>, Option<String>),
    /// It is not bought after all.
    Unticked,
    /// Whether it is at home already.
    Have(bool),
    /// Whether it is flagged.
    Flagged(bool),
    /// It is changed by hand; what is absent stays as it was.
    Changed(Changed),
    /// It stands in that category.
    Moved(String),
    /// It is taken off.
    Removed,
}

/// What somebody made of an item or a line; what is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The new name.
    pub name: Option<String>,
    /// The new quantity.
    pub quantity: Option<Quantity>,
    /// The new unit.
    pub unit: Option<String>,
    /// The new category.
    pub category: Option<String>,
}

/// What was said of the shopping list of one ISO week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShoppingList {
    /// The lines that were put on it and not taken off, by id.
    pub lines: BTreeMap<ItemId, Line>,
    /// What was said of its items, in the order in which it was said.
    pub marks: Vec<Mark>,
    /// How often somebody asked for it to be made anew.
    pub synchronised: u32,
    /// How many lines were ever put on it.
    added: u32,
}

impl ShoppingList {
    /// The lines in the order in which they were put on the list.
    #[must_use]
    pub fn in_order(&self) -> Vec<(ItemId, &Line)> {
        let mut lines: Vec<_> = self.lines.iter().map(|(id, line)| (*id, line)).collect();
        lines.sort_by_key(|(id, line)| (line.place, *id));
        lines
    }

    /// What was said of the items of that algorithm's list, in order.
    pub fn marks_of(&self, algorithm: u8) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.algorithm == algorithm)
    }

    fn add(&mut self, e: ShoppingLineAdded) {
        // Added again, it keeps its place.
        let there = self.lines.get(&e.item_id).map(|line| line.place);
        let place = there.unwrap_or(self.added);
        self.added = self.added.saturating_add(u32::from(there.is_none()));
        let line = Line {
            name: e.name,
            quantity: e.quantity,
            unit: e.unit,
            category: e.category,
            source: e.source,
            key: e.key,
            place,
        };
        self.lines.insert(e.item_id, line);
    }

    fn change(&mut self, e: ShoppingLineChanged) {
        let Some(line) = self.lines.get_mut(&e.item_id) else {
            return;
        };
        line.name = e.name.unwrap_or(std::mem::take(&mut line.name));
        line.quantity = e.quantity.unwrap_or(line.quantity);
        line.unit = e.unit.or(line.unit.take());
        line.category = e.category.or(line.category.take());
    }

    fn mark(&mut self, key: String, algorithm: u8, said: Said) {
        self.marks.push(Mark { key, algorithm, said });
    }
}

impl Stream for ShoppingList {
    type Event = ShoppingEvent;
    const TYPE: &'static str = "shopping";

    fn apply(&mut self, event: ShoppingEvent) {
        match event {
            ShoppingEvent::ShoppingLineAdded(e) => self.add(e),
            ShoppingEvent::ShoppingLineChanged(e) => self.change(e),
            ShoppingEvent::ShoppingLineRemoved(e) => {
                self.lines.remove(&e.item_id);
            }
            ShoppingEvent::ItemTicked(e) => self.mark(e.key, e.algorithm, Said::Ticked(e.quantity, e.unit)),
            ShoppingEvent::ItemUnticked(e) => self.mark(e.key, e.algorithm, Said::Unticked),
            ShoppingEvent::ItemHaveSet(e) => self.mark(e.key, e.algorithm, Said::Have(e.have)),
            ShoppingEvent::ItemFlagged(e) => self.mark(e.key, e.algorithm, Said::Flagged(e.flagged)),
            ShoppingEvent::ItemChanged(e) => {
                let changed = Changed {
                    name: e.name,
                    quantity: e.quantity,
                    unit: e.unit,
                    category: e.category,
                };
                self.mark(e.key, e.algorithm, Said::Changed(changed));
            }
            ShoppingEvent::ItemMoved(e) => self.mark(e.key, e.algorithm, Said::Moved(e.category)),
            ShoppingEvent::ItemRemoved(e) => self.mark(e.key, e.algorithm, Said::Removed),
            ShoppingEvent::ListSynchronised(_) => self.synchronised = self.synchronised.saturating_add(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(name: &str) -> ShoppingEvent {
        ShoppingLineAdded {
            item_id: ItemId::derived(name),
            name: name.to_owned(),
            quantity: Quantity::ONE,
            unit: Some("bag".to_owned()),
            category: None,
            source: ShoppingSource::manual(),
            key: None,
        }
        .into()
    }

    fn list(events: impl IntoIterator<Item = ShoppingEvent>) -> ShoppingList {
        let mut list = ShoppingList::default();
        events.into_iter().for_each(|event| list.apply(event));
        list
    }

    fn names(list: &ShoppingList) -> Vec<&str> {
        list.in_order()
            .into_iter()
            .map(|(_, line)| line.name.as_str())
            .collect()
    }

    #[test]
    fn lines_stand_in_the_order_in_which_they_came() {
        let item_id = ItemId::derived("milk");
        let removed = ShoppingLineRemoved { item_id };
        let list = list([
            added("milk"),
            added("soap"),
            removed.into(),
            added("rice"),
            added("soap"),
        ]);
        assert_eq!(names(&list), ["soap", "rice"]);
    }

    #[test]
    fn a_change_leaves_what_it_does_not_name() {
        let item_id = ItemId::derived("milk");
        let changed = ShoppingLineChanged {
            item_id,
            name: None,
            quantity: Some("2".parse().unwrap()),
            unit: None,
            category: Some("dairy".to_owned()),
        };
        let list = list([added("milk"), changed.into()]);
        let line = &list.lines[&item_id];
        assert_eq!((line.name.as_str(), line.unit.as_deref()), ("milk", Some("bag")));
        assert_eq!(
            (line.quantity.to_string().as_str(), line.category.as_deref()),
            ("2", Some("dairy"))
        );
    }

    #[test]
    fn what_is_said_of_items_is_kept_in_order_for_each_algorithm() {
        let key = || "flour".to_owned();
        let list = list([
            ItemHaveSet {
                key: key(),
                algorithm: 2,
                have: true,
            }
            .into(),
            ItemFlagged {
                key: key(),
                algorithm: 1,
                flagged: true,
            }
            .into(),
            ItemUnticked {
                key: key(),
                algorithm: 2,
            }
            .into(),
            ListSynchronised {}.into(),
        ]);
        let said: Vec<&Said> = list.marks_of(2).map(|mark| &mark.said).collect();
        assert_eq!(said, [&Said::Have(true), &Said::Unticked]);
        assert_eq!(list.synchronised, 1);
    }

    #[test]
    fn a_change_of_a_line_that_is_not_there_changes_nothing() {
        let item_id = ItemId::derived("unheard of");
        let before = list([added("milk")]);
        let mut after = before.clone();
        after.apply(ShoppingLineRemoved { item_id }.into());
        let (name, quantity, unit, category) = (Some("x".to_owned()), None, None, None);
        after.apply(
            ShoppingLineChanged {
                item_id,
                name,
                quantity,
                unit,
                category,
            }
            .into(),
        );
        assert_eq!(after, before);
    }
}
