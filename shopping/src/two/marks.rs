//! What was said of items, folded per key.

use std::collections::HashMap;

use heirloom_events::values::Quantity;

use super::{Changed, Input, Mark, Said};

/// The algorithm whose keys these are.
const ALGORITHM: u8 = 2;
/// Keys that both algorithms show.
const OWN_LINE: &str = "item::";

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

/// How things stand, by key. Marks made on another algorithm's keys say nothing here, except on somebody's own
/// lines, whose keys are the same everywhere.
pub(super) fn standings(input: &Input) -> HashMap<&str, Standing> {
    let mut standings = HashMap::<&str, Standing>::new();
    let here = |mark: &&Mark| mark.algorithm == ALGORITHM || mark.key.starts_with(OWN_LINE);
    for mark in input.marks.iter().filter(here) {
        standings.entry(&mark.key).or_default().hear(&mark.said);
    }
    standings
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
