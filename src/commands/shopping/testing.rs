//! Given, when, then for shopping lists.

use chrono::NaiveDate;
use heirloom_events::Stream;
use heirloom_events::shopping::{ShoppingEvent, ShoppingLineAdded, ShoppingList};
use heirloom_events::values::{ItemId, Quantity, ShoppingSource};

use super::{ShoppingAggregate, ShoppingCommand};

/// These events given, the command makes those, or is refused with a message that has this in it.
#[track_caller]
pub(crate) fn check(
    given: impl Into<Vec<ShoppingEvent>>,
    when: impl Into<ShoppingCommand>,
    then: Result<Vec<ShoppingEvent>, &str>,
) {
    crate::commands::testing::check::<ShoppingAggregate, _>((), given.into(), when.into(), then);
}

/// The list after these events.
pub(crate) fn folded(events: impl IntoIterator<Item = ShoppingEvent>) -> ShoppingList {
    let mut list = ShoppingList::default();
    events.into_iter().for_each(|event| list.apply(event));
    list
}

/// A day of the tenth week of 2026.
pub(crate) fn monday() -> NaiveDate {
    "2026-03-02".parse().expect("it is a day")
}

pub(crate) fn id(name: &str) -> ItemId {
    ItemId::derived(name)
}

pub(crate) fn key(name: &str) -> String {
    super::key::line_key(id(name))
}

pub(crate) fn quantity(text: &str) -> Quantity {
    text.parse().expect("the tests write quantities as 3/2")
}

/// One of something that somebody put on the list.
pub(crate) fn added(name: &str) -> ShoppingEvent {
    ShoppingLineAdded {
        item_id: id(name),
        name: name.into(),
        quantity: Quantity::ONE,
        unit: None,
        category: Some("other".into()),
        source: ShoppingSource::manual(),
        key: None,
    }
    .into()
}

/// What the application `tada` pushed first.
pub(crate) fn pushed_towels() -> ShoppingEvent {
    ShoppingLineAdded {
        item_id: id("towels"),
        name: "Paper Towels".into(),
        quantity: Quantity::ONE,
        unit: None,
        category: None,
        source: "tada".parse().expect("it is a source"),
        key: Some("external::tada::paper towels".into()),
    }
    .into()
}
