//! From sources to items: grouped by what they are, summed, less what is at home, as somebody marked them.

use std::collections::{BTreeMap, HashMap};

use heirloom_events::values::{IngredientId, LineId, folded};

use super::draft::{RECIPE, draft, own_line};
use super::expand::{Source, sources};
use super::finish::finish;
use super::list::Item;
use super::marks::{Standing, standings};
use super::{Input, Line, List};

/// Keys that are longer end in an id of the whole text.
const KEY_CHARS: usize = 200;

/// The list that follows from all this: the same input, in whatever order its entries, lines and ingredients
/// are given, gives the same list.
#[must_use]
pub fn consolidate(input: &Input) -> List {
    let (sources, problems) = sources(input);
    let members = members(input);
    let marks = standings(input);
    let mut by_key = BTreeMap::<String, Vec<&Source<'_>>>::new();
    for source in &sources {
        by_key.entry(key(source.line, input)).or_default().push(source);
    }
    let recipes = by_key
        .into_iter()
        .map(|(key, sources)| draft(key, &sources, input, &members));
    let own = input
        .lines
        .iter()
        .filter(|line| line.source.as_str() != RECIPE)
        .map(|line| own_line(line, input));
    let mut list = List {
        problems,
        ..List::default()
    };
    let nothing = Standing::default();
    for draft in recipes.chain(own) {
        let standing = marks.get(draft.item.key.as_str()).unwrap_or(&nothing);
        let item = finish(draft, standing, input);
        let place = if standing.removed {
            &mut list.removed
        } else {
            &mut list.items
        };
        place.push(item);
    }
    list.items.sort_by_cached_key(order);
    list.removed.sort_by_cached_key(order);
    list
}

fn order(item: &Item) -> (bool, String, String, String) {
    let category = item.category.as_deref().map(folded);
    (
        category.is_none(),
        category.unwrap_or_default(),
        folded(&item.name),
        item.key.clone(),
    )
}

/// Which ingredients stand for which one, by the latter.
fn members(input: &Input) -> HashMap<IngredientId, Vec<IngredientId>> {
    let mut members = HashMap::<_, Vec<_>>::new();
    for (id, food) in &input.foods {
        members.entry(food.canonical).or_default().push(*id);
    }
    members
}

pub(super) fn canonical(id: IngredientId, input: &Input) -> IngredientId {
    input.foods.get(&id).map_or(id, |food| food.canonical)
}

/// What a line is a line of: its ingredient however it is prepared, else its text.
fn key(line: &Line, input: &Input) -> String {
    if let Some(id) = line.ingredient_id {
        return format!("ingredient/{}", canonical(id, input));
    }
    let text = folded(&line.text);
    match text.char_indices().nth(KEY_CHARS) {
        None => format!("text/{text}"),
        // any stable id of the text will do
        Some((end, _)) => format!("text/{}~{}", &text[..end], LineId::derived(&text)),
    }
}
