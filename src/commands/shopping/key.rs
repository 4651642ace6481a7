//! The keys by which items of a list are named.
//!
//! | key | what it names | whose |
//! | --- | --- | --- |
//! | `item::<id>` | a line that somebody put on this list | both algorithms |
//! | `external::<source>::<name>` | the line that another application pushed under that name | the first |
//! | `<name>::<dimension>` | what the plan needs, by name | the first |
//! | `ingredient/<id>` | what the plan needs, by ingredient | the second |
//! | `text/<text>` | what the plan needs, by the text of its line | the second |

use chrono::NaiveDate;
use heirloom_events::shopping::{Line, ShoppingList};
use heirloom_events::values::{IngredientId, ItemId, ShoppingSource, folded};

use crate::commands::plan::week::iso_week;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Characters of a key: the text of an ingredient line, and what stands before it.
const KEY_CHARS: usize = heirloom_events::limits::LINE_CHARS + 50;
/// How many characters of a pushed name are part of the key (the application's own bound).
const EXTERNAL_CHARS: usize = 200;
/// What a unit measures to the application, as the first algorithm's keys end (`domain.md` 3.1).
const DIMENSIONS: [&str; 4] = ["mass", "volume", "count", "unknown"];

/// What a key names.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'a> {
    /// A line that somebody put on the list.
    Line(ItemId, &'a Line),
    /// Something that the plan needs, if it does: who has the list before them knows.
    Derived(String),
}

impl Item<'_> {
    /// The key, as events have it.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Line(id, _) => line_key(*id),
            Self::Derived(key) => key.clone(),
        }
    }
}

/// The key of a line that somebody put on a list.
#[must_use]
pub fn line_key(id: ItemId) -> String {
    format!("item::{id}")
}

/// The key of what another application pushes: its name in lower case, cut at 200 characters.
///
/// ```
/// use heirloom::commands::shopping::key::external_key;
/// let tada = "tada".parse().unwrap();
/// assert_eq!(external_key(&tada, " Paper Towels"), "external::tada::paper towels");
/// ```
#[must_use]
pub fn external_key(source: &ShoppingSource, name: &str) -> String {
    let name: String = name.trim().to_lowercase().chars().take(EXTERNAL_CHARS).collect();
    format!("external::{source}::{name}")
}

/// What the key names on the list of that week.
///
/// # Errors
/// Where it names a line that is not there (any more), or is no key at all.
pub fn item<'a>(list: &'a ShoppingList, week: NaiveDate, key: &str) -> Result<Item<'a>, Refusal> {
    let key = validate::text("key", key, KEY_CHARS)?;
    let gone = || Refusal::NotFound {
        what: "line",
        id: key.clone(),
        place: format!("the shopping list of {}", iso_week(week)),
        hint: "it may have been removed, or stand in another week; read the list again",
    };
    if let Some(id) = key.strip_prefix("item::") {
        let id: ItemId = id.parse().map_err(|_| form(&key))?;
        return list
            .lines
            .get(&id)
            .map(|line| Item::Line(id, line))
            .ok_or_else(gone);
    }
    if key.starts_with("external::") {
        return pushed(list, &key)
            .map(|(id, line)| Item::Line(id, line))
            .ok_or_else(gone);
    }
    match derived(&key) {
        true => Ok(Item::Derived(key)),
        false => Err(form(&key)),
    }
}

/// The line that was pushed under that key. Several may have come from an import; the first answers.
pub(super) fn pushed<'a>(list: &'a ShoppingList, key: &str) -> Option<(ItemId, &'a Line)> {
    let pushed = list
        .lines
        .iter()
        .filter(|(_, line)| line.key.as_deref() == Some(key));
    pushed
        .min_by_key(|(id, line)| (line.place, **id))
        .map(|(id, line)| (*id, line))
}

/// Whether it has the form of a key of something that the plan needs.
fn derived(key: &str) -> bool {
    if let Some(id) = key.strip_prefix("ingredient/") {
        return id
            .parse::<IngredientId>()
            .is_ok_and(|parsed| parsed.to_string() == id);
    }
    if let Some(text) = key.strip_prefix("text/") {
        return !text.is_empty() && folded(text) == text;
    }
    key.rsplit_once("::")
        .is_some_and(|(name, dimension)| !name.trim().is_empty() && DIMENSIONS.contains(&dimension))
}

fn form(key: &str) -> Refusal {
    Refusal::invalid(
        "key",
        format!(
            "`{key}` is no key of an item; copy it from the list: `item::<id>`, `ingredient/<id>`, \
             `text/<text in lower case>`, or `<name>::<mass, volume, count or unknown>`"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::Stream;

    fn list() -> ShoppingList {
        let mut list = ShoppingList::default();
        list.apply(added("milk"));
        list.apply(pushed_towels());
        list
    }

    #[track_caller]
    fn check(key: &str, expected: Result<&str, &str>) {
        match (item(&list(), monday(), key), expected) {
            (Ok(item), Ok(key)) => assert_eq!(item.key(), key),
            (Err(refusal), Err(part)) => {
                assert!(refusal.to_string().contains(part), "`{refusal}` lacks `{part}`");
            }
            (item, expected) => panic!("{item:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn a_line_is_named_by_its_id_while_it_is_there() {
        let milk = line_key(id("milk"));
        check(&milk, Ok(&milk));
        check(&milk.to_uppercase().replace("ITEM", "item"), Ok(&milk));
        check(
            &line_key(id("soap")),
            Err("in the shopping list of 2026-W10; it may have been removed"),
        );
        check("item::7", Err("is no key of an item"));
    }

    #[test]
    fn what_was_pushed_is_also_named_by_its_source_and_name() {
        check("external::tada::paper towels", Ok(&line_key(id("towels"))));
        check("external::tada::soap", Err("there is no line"));
    }

    #[test]
    fn the_key_of_what_the_plan_needs_is_checked_for_its_form_alone() {
        let ingredient = format!("ingredient/{}", IngredientId::derived("leek"));
        for key in [
            &ingredient,
            "text/a good pinch of salt",
            "leek::count",
            "a::b::volume",
        ] {
            check(key, Ok(key));
        }
        for key in [
            "leek",
            "leek::pieces",
            "::mass",
            "text/",
            "text/Salt",
            "ingredient/leek",
            "recipe/1",
        ] {
            check(key, Err("copy it from the list"));
        }
        check(" ", Err("key is not valid: it is blank"));
        check("a\0::mass", Err("U+0000"));
    }
}
