//! What was said of a list, as operations on it.
//!
//! Keys: `item::{id}` of a line, and of this algorithm the keys that its list shows. What was said of an item
//! of [`two`](crate::two) is said of every item here of the same ingredient, whatever its dimension, by the
//! names that it and what was merged into it have now; an amount only where that is one item. A mark for the other
//! list alone says nothing here.

use heirloom_events::shopping::{ItemChanged, ShoppingEvent, ShoppingLineAdded};
use heirloom_events::values::{ItemId, LineId, folded};

use super::shelf::{Shelf, float};
use crate::one::{Change1, Dimension, External, Item1, ListOne, RECIPE, aggregation_key, external_key};

/// The list that a mark is for where it is for one alone and not for this.
const TWO: u8 = 2;

pub(super) fn take(list: &mut ListOne, event: &ShoppingEvent, shelf: &Shelf) {
    let keys = |list: &ListOne, key: &str, algorithm: u8| keys(list, shelf, key, algorithm);
    match event {
        ShoppingEvent::ShoppingLineAdded(e) => add(list, e),
        ShoppingEvent::ShoppingLineChanged(e) => {
            let change = Change1 {
                name: e.name.clone(),
                quantity: e.quantity.map(float),
                unit: e.unit.clone(),
                category: e.category.clone(),
                have: None,
            };
            list.change(&line_key(e.item_id), change);
        }
        ShoppingEvent::ShoppingLineRemoved(e) => {
            list.remove(&line_key(e.item_id));
        }
        ShoppingEvent::ItemTicked(e) => have(list, &keys(list, &e.key, e.algorithm), true),
        ShoppingEvent::ItemUnticked(e) => have(list, &keys(list, &e.key, e.algorithm), false),
        ShoppingEvent::ItemHaveSet(e) => have(list, &keys(list, &e.key, e.algorithm), e.have),
        ShoppingEvent::ItemFlagged(e) => {
            for key in keys(list, &e.key, e.algorithm) {
                list.set_flagged(&key, e.flagged);
            }
        }
        ShoppingEvent::ItemChanged(e) => change(list, &keys(list, &e.key, e.algorithm), e),
        ShoppingEvent::ItemMoved(e) => {
            for key in keys(list, &e.key, e.algorithm) {
                let category = Some(e.category.clone());
                list.change(
                    &key,
                    Change1 {
                        category,
                        ..Change1::default()
                    },
                );
            }
        }
        ShoppingEvent::ItemRemoved(e) => {
            for key in keys(list, &e.key, e.algorithm) {
                list.remove(&key);
            }
        }
        // it synchronises; that is the household's
        ShoppingEvent::ListSynchronised(_) => {}
    }
}

fn line_key(id: ItemId) -> String {
    format!("item::{id}")
}

/// A line as it stands in the event: an imported one has no category where its source had none, so the `other`
/// that the application writes for its users is for the command to write. What another application pushes
/// again is a push.
fn add(list: &mut ListOne, e: &ShoppingLineAdded) {
    let external = e.source.is_external();
    let pushed = external.then(|| external_key(e.source.as_str(), &e.name));
    let aggregation_key = e.key.clone().or(pushed);
    let known = aggregation_key.as_deref().and_then(|key| list.find(key));
    if external && known.is_some_and(|item| item.key != line_key(e.item_id)) {
        let push = External {
            source: e.source.as_str().to_owned(),
            name: e.name.clone(),
            quantity: Some(float(e.quantity)),
            unit: e.unit.clone(),
            category: e.category.clone(),
        };
        list.push_external(line_key(e.item_id), push);
        return;
    }
    list.take_over(Item1 {
        key: line_key(e.item_id),
        aggregation_key,
        name: e.name.clone(),
        quantity: float(e.quantity),
        unit: e.unit.clone(),
        category: e.category.clone(),
        source: e.source.as_str().to_owned(),
        have: false,
        flagged: false,
        contributions: Vec::new(),
    });
}

fn have(list: &mut ListOne, keys: &[String], have: bool) {
    for key in keys {
        list.set_have(key, have);
    }
}

fn change(list: &mut ListOne, keys: &[String], e: &ItemChanged) {
    for key in keys {
        let one = keys.len() == 1;
        let change = Change1 {
            name: e.name.clone(),
            quantity: e.quantity.map(float).filter(|_| one),
            unit: e.unit.clone().filter(|_| one),
            category: e.category.clone(),
            have: None,
        };
        list.change(key, change);
    }
}

/// The keys of the items that a key of that algorithm's list means.
fn keys(list: &ListOne, shelf: &Shelf, key: &str, algorithm: u8) -> Vec<String> {
    let meant: Vec<&Item1> = match (algorithm, key.split_once('/')) {
        (TWO, _) => Vec::new(),
        (_, Some(("ingredient", id))) if list.find(key).is_none() => {
            let ingredients = id.parse().ok().map(|id| shelf.answered_for(id));
            let names = ingredients
                .into_iter()
                .flatten()
                .map(|ingredient| ingredient.name.as_str());
            let keys: Vec<String> = names.flat_map(keys_of_name).collect();
            let named = |item: &&Item1| {
                item.aggregation_key
                    .as_ref()
                    .is_some_and(|key| keys.contains(key))
            };
            list.items().iter().filter(named).collect()
        }
        (_, Some(("text", text))) if list.find(key).is_none() => list
            .items()
            .iter()
            .filter(|item| is_of_text(item, text))
            .collect(),
        _ => list.find(key).into_iter().collect(),
    };
    meant.into_iter().map(|item| item.key.clone()).collect()
}

fn keys_of_name(name: &str) -> [String; 4] {
    use Dimension::{Count, Mass, Unknown, Volume};
    [Mass, Volume, Count, Unknown].map(|dimension| aggregation_key(name, dimension))
}

/// Whether an item of recipes is of that folded text, whatever its dimension. Of a long text the key has the
/// beginning only, and an id that follows from the whole.
fn is_of_text(item: &Item1, text: &str) -> bool {
    let key = item.aggregation_key.as_deref().filter(|_| item.source == RECIPE);
    let Some((name, _)) = key.and_then(|key| key.rsplit_once("::")) else {
        return false;
    };
    let name = folded(name);
    let is_long =
        |(start, id): (&str, &str)| name.starts_with(start) && LineId::derived(&name).to_string() == id;
    name == text || text.rsplit_once('~').is_some_and(is_long)
}
