//! What happened to a shopping list, in plain words.

use heirloom_events::shopping::{ShoppingEvent, ShoppingList};
use heirloom_events::values::{ItemId, Quantity};

/// One event in words, seen from the list before it.
#[must_use]
pub fn in_words(before: &ShoppingList, event: &ShoppingEvent) -> String {
    let item = |key: &str| format!("`{}`", called(before, key));
    match event {
        ShoppingEvent::ShoppingLineAdded(e) => {
            let amount = amount(Some(e.quantity), e.unit.as_deref());
            format!("`{}`{amount} put on the list", e.name)
        }
        ShoppingEvent::ShoppingLineChanged(e) => {
            let changes = changes(&e.name, e.quantity, &e.unit, &e.category);
            format!("`{}` changed: {changes}", name(before, e.item_id))
        }
        ShoppingEvent::ShoppingLineRemoved(e) => format!("`{}` taken off", name(before, e.item_id)),
        ShoppingEvent::ItemTicked(e) => {
            format!("{} ticked{}", item(&e.key), amount(e.quantity, e.unit.as_deref()))
        }
        ShoppingEvent::ItemUnticked(e) => format!("the tick of {} taken back", item(&e.key)),
        ShoppingEvent::ItemHaveSet(e) => match e.have {
            true => format!("{} is at home", item(&e.key)),
            false => format!("{} is not at home", item(&e.key)),
        },
        ShoppingEvent::ItemFlagged(e) => match e.flagged {
            true => format!("{} flagged", item(&e.key)),
            false => format!("the flag of {} taken away", item(&e.key)),
        },
        ShoppingEvent::ItemChanged(e) => {
            format!(
                "{} changed: {}",
                item(&e.key),
                changes(&e.name, e.quantity, &e.unit, &e.category)
            )
        }
        ShoppingEvent::ItemMoved(e) => format!("{} moved to `{}`", item(&e.key), e.category),
        ShoppingEvent::ItemRemoved(e) => format!("{} taken off", item(&e.key)),
        ShoppingEvent::ListSynchronised(_) => "the list made anew".to_owned(),
    }
}

/// What an item is called: a line by its name, what the plan needs by its key.
fn called(list: &ShoppingList, key: &str) -> String {
    let id = key.strip_prefix("item::").and_then(|id| id.parse().ok());
    id.map_or_else(|| key.to_owned(), |id| name(list, id))
}

fn name(list: &ShoppingList, id: ItemId) -> String {
    list.lines
        .get(&id)
        .map_or_else(|| format!("item::{id}"), |line| line.name.clone())
}

fn amount(quantity: Option<Quantity>, unit: Option<&str>) -> String {
    let quantity = quantity.map(|quantity| quantity.to_string());
    let words: Vec<&str> = quantity.as_deref().into_iter().chain(unit).collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(" ({})", words.join(" ")),
    }
}

fn changes(
    name: &Option<String>,
    quantity: Option<Quantity>,
    unit: &Option<String>,
    category: &Option<String>,
) -> String {
    let quantity = quantity.map(|quantity| quantity.to_string());
    [
        ("name", name),
        ("quantity", &quantity),
        ("unit", unit),
        ("category", category),
    ]
    .into_iter()
    .filter_map(|(field, value)| Some(format!("{field} `{}`", value.as_ref()?)))
    .collect::<Vec<_>>()
    .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::shopping::*;

    #[test]
    fn every_event_is_told_by_the_name_of_its_line() {
        let list = folded([added("milk")]);
        let milk = || key("milk");
        let changed = ShoppingLineChanged {
            item_id: id("milk"),
            name: None,
            quantity: Some(quantity("3/2")),
            unit: Some("l".into()),
            category: None,
        };
        let tick = ItemTicked {
            key: milk(),
            algorithm: 0,
            quantity: Some(quantity("1")),
            unit: Some("l".into()),
        };
        let events: [ShoppingEvent; 7] = [
            added("soap"),
            changed.into(),
            tick.into(),
            ItemHaveSet {
                key: "leek::count".into(),
                algorithm: 0,
                have: false,
            }
            .into(),
            ItemFlagged {
                key: milk(),
                algorithm: 0,
                flagged: true,
            }
            .into(),
            ShoppingLineRemoved { item_id: id("milk") }.into(),
            ListSynchronised {}.into(),
        ];
        let told = events.map(|event| in_words(&list, &event));
        assert_eq!(
            told,
            [
                "`soap` (1) put on the list",
                "`milk` changed: quantity `3/2`, unit `l`",
                "`milk` ticked (1 l)",
                "`leek::count` is not at home",
                "`milk` flagged",
                "`milk` taken off",
                "the list made anew",
            ]
        );
    }
}
