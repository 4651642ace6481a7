//! What was said of items, folded per key.

use std::collections::HashMap;

use heirloom_events::values::{Quantity, folded};

use super::{Changed, Input, Mark, Said};
use crate::one::Dimension;

/// The algorithm whose keys these are.
const ALGORITHM: u8 = 2;
/// A mark for every list.
const EVERY_LIST: u8 = 0;
/// What the other list's keys end in.
const DIMENSIONS: [Dimension; 4] = [
    Dimension::Mass,
    Dimension::Volume,
    Dimension::Count,
    Dimension::Unknown,
];

/// How much, and in which unit.
type Amount = (Quantity, Option<String>);

/// How things stand with one key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Standing {
    /// What was ticked since it was last unticked.
    pub ticks: Option<Vec<(Option<Quantity>, Option<String>)>>,
    pub have: Option<bool>,
    pub flagged: bool,
    pub name: Option<String>,
    pub category: Option<String>,
    pub quantity: Option<Quantity>,
    pub unit: Option<String>,
    pub removed: bool,
}

/// How things stand, by the key that this list shows. A mark is for this list, or for every one; said on a key of the
/// other list's form (`onion::count`), it is about the ingredient of that name, else the text.
pub(super) fn standings(input: &Input) -> HashMap<String, Standing> {
    let mut standings = HashMap::<String, Standing>::new();
    let here = |mark: &&Mark| [EVERY_LIST, ALGORITHM].contains(&mark.algorithm);
    for mark in input.marks.iter().filter(here) {
        standings
            .entry(own_key(&mark.key, input))
            .or_default()
            .hear(&mark.said);
    }
    standings
}

/// The key that this list shows for a key of either list.
fn own_key(key: &str, input: &Input) -> String {
    let other = key
        .rsplit_once("::")
        .filter(|(_, dimension)| DIMENSIONS.iter().any(|known| known.as_str() == *dimension));
    let Some((name, _)) = other.filter(|_| !key.starts_with("text/")) else {
        return key.to_owned();
    };
    let name = folded(name);
    let food = input.foods.values().find(|food| folded(&food.name) == name);
    food.map_or_else(
        || format!("text/{name}"),
        |food| format!("ingredient/{}", food.canonical),
    )
}

impl Standing {
    fn hear(&mut self, said: &Said) {
        // whatever is said of an item brings it back
        self.removed = matches!(said, Said::Removed);
        match said {
            Said::Ticked(quantity, unit) => {
                let ticks = self.ticks.get_or_insert_default();
                // one amount per unit: what was said last
                ticks.retain(|(_, other)| other != unit);
                ticks.push((*quantity, unit.clone()));
            }
            Said::Unticked => self.ticks = None,
            Said::Have(have) => self.have = Some(*have),
            Said::Flagged(flagged) => self.flagged = *flagged,
            Said::Changed(Changed {
                name,
                quantity,
                unit,
                category,
            }) => {
                replace(&mut self.name, name);
                replace(&mut self.quantity, quantity);
                replace(&mut self.unit, unit);
                replace(&mut self.category, category);
            }
            Said::Moved(category) => self.category = Some(category.clone()),
            Said::Removed => {}
        }
    }

    /// What is ticked: the amounts, or none of them where something was ticked whatever it is.
    pub(super) fn ticked(&self) -> Option<Vec<Amount>> {
        let ticks = self.ticks.as_ref()?;
        let amounts = ticks
            .iter()
            .map(|(quantity, unit)| Some(((*quantity)?, unit.clone())));
        Some(amounts.collect::<Option<Vec<Amount>>>().unwrap_or_default())
    }
}

fn replace<T: Clone>(place: &mut Option<T>, new: &Option<T>) {
    if new.is_some() {
        place.clone_from(new);
    }
}
