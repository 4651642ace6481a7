//! What stands of an item out of all that was said of it.

use heirloom_events::shopping::{Changed, Said, ShoppingList};
use heirloom_events::values::{Quantity, ShoppingSource};

use super::key::Item;

/// The amount that was ticked, and its unit.
pub type Ticked = (Option<Quantity>, Option<String>);

/// What stands of one item, as one algorithm's list heard it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// What of it is ticked.
    pub ticked: Option<Ticked>,
    /// Whether it is at home already.
    pub have: bool,
    /// Whether it is flagged.
    pub flagged: bool,
    /// What it was made by hand.
    pub changed: Changed,
    /// Whether it was taken off.
    pub removed: bool,
}

/// What stands of an item in the list of that algorithm, 1 or 2.
#[must_use]
pub fn standing(list: &ShoppingList, key: &str, algorithm: u8) -> Marks {
    let mut marks = Marks::default();
    let heard = list
        .marks
        .iter()
        .filter(|mark| [0, algorithm].contains(&mark.algorithm));
    for mark in heard.filter(|mark| mark.key == key) {
        match &mark.said {
            Said::Ticked(quantity, unit) => marks.ticked = Some((*quantity, unit.clone())),
            Said::Unticked => marks.ticked = None,
            Said::Have(have) => marks.have = *have,
            Said::Flagged(flagged) => marks.flagged = *flagged,
            Said::Changed(changed) => marks.change(changed),
            Said::Moved(category) => marks.changed.category = Some(category.clone()),
            Said::Removed => marks.removed = true,
        }
    }
    marks
}

impl Marks {
    fn change(&mut self, by: &Changed) {
        let now = &mut self.changed;
        now.name = by.name.clone().or(now.name.take());
        now.quantity = by.quantity.or(now.quantity);
        now.unit = by.unit.clone().or(now.unit.take());
        now.category = by.category.clone().or(now.category.take());
    }
}

/// The algorithms whose lists hear a mark: both, or the one that it names.
#[must_use]
pub fn hearers(algorithm: u8) -> Vec<u8> {
    match algorithm {
        0 => vec![1, 2],
        one => vec![one],
    }
}

/// Whether it stands already in every list that would hear it, for good.
///
/// The application's own list, the first algorithm, wipes marks of what recipes need: more is needed and
/// `have` is gone, the item goes and comes back as new. Only that list knows, so what it may have wiped is
/// said again; `wiped` is false for what it wipes *to*: not ticked, not at home, not flagged.
#[must_use]
pub fn stands(
    list: &ShoppingList,
    item: &Item<'_>,
    algorithm: u8,
    wiped: bool,
    is: impl Fn(&Marks) -> bool,
) -> bool {
    let of_recipes = match item {
        Item::Line(_, line) => line.source.as_str() == ShoppingSource::RECIPE,
        Item::Derived(_) => true,
    };
    if wiped && of_recipes && algorithm != 2 {
        return false;
    }
    let key = item.key();
    hearers(algorithm)
        .into_iter()
        .all(|algorithm| is(&standing(list, &key, algorithm)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::Stream;
    use heirloom_events::shopping::ItemHaveSet;

    fn have(key: &str, algorithm: u8, have: bool) -> ItemHaveSet {
        ItemHaveSet {
            key: key.into(),
            algorithm,
            have,
        }
    }

    fn list(said: &[ItemHaveSet]) -> ShoppingList {
        let mut list = ShoppingList::default();
        list.apply(added("milk"));
        said.iter().cloned().for_each(|event| list.apply(event.into()));
        list
    }

    #[test]
    fn a_mark_for_every_list_is_heard_by_both_and_one_for_a_list_by_that_one() {
        let list = list(&[have("k", 0, true), have("k", 1, false), have("other", 0, true)]);
        assert!(!standing(&list, "k", 1).have);
        assert!(standing(&list, "k", 2).have);
    }

    #[test]
    fn what_the_applications_list_may_have_wiped_is_said_again() {
        let said = |key: &str, algorithm| list(&[have(key, algorithm, true)]);
        let derived = Item::Derived("leek::count".into());
        let stands = |list: &ShoppingList, item: &Item<'_>, algorithm| {
            stands(list, item, algorithm, true, |marks| marks.have)
        };
        assert!(!stands(&said("leek::count", 0), &derived, 0));
        assert!(!stands(&said("leek::count", 1), &derived, 1));
        assert!(stands(&said("leek::count", 2), &derived, 2));
        let milk = super::super::key::line_key(id("milk"));
        let list = said(&milk, 0);
        let line = Item::Line(id("milk"), &list.lines[&id("milk")]);
        assert!(stands(&list, &line, 0));
    }
}
