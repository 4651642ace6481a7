//! Takes an item off a shopping list.

use chrono::NaiveDate;
use heirloom_events::shopping::{ItemRemoved, ShoppingEvent, ShoppingLineRemoved, ShoppingList};
use serde::{Deserialize, Serialize};

use super::fields;
use super::key::{Item, item};
use super::marks::stands;
use crate::commands::refusal::Refusal;

/// Takes a line or an item off a shopping list. What the plan needs comes back to the application's own list
/// when that is made anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveItem {
    /// A day of the week.
    pub week: NaiveDate,
    /// The item's key.
    pub key: String,
    /// The list that it is for: 1 or 2; 0: both.
    #[serde(default, skip_serializing_if = "fields::every_list")]
    pub algorithm: u8,
}

impl RemoveItem {
    /// # Errors
    /// Where the line is not there.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        fields::algorithm(self.algorithm)?;
        removed(list, &item(list, self.week, &self.key)?, self.algorithm)
    }
}

/// The event that takes an item off, where it is not off already.
pub(super) fn removed(
    list: &ShoppingList,
    item: &Item<'_>,
    algorithm: u8,
) -> Result<Vec<ShoppingEvent>, Refusal> {
    if let Item::Line(item_id, _) = item {
        fields::not_of_one_list(algorithm)?;
        return Ok(vec![ShoppingLineRemoved { item_id: *item_id }.into()]);
    }
    match stands(list, item, algorithm, true, |marks| marks.removed) {
        true => Ok(vec![]),
        false => Ok(vec![
            ItemRemoved {
                key: item.key(),
                algorithm,
            }
            .into(),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;

    #[test]
    fn a_line_is_taken_off_and_then_not_there() {
        let command = RemoveItem {
            week: monday(),
            key: key("milk"),
            algorithm: 0,
        };
        let removed: ShoppingEvent = ShoppingLineRemoved { item_id: id("milk") }.into();
        check([added("milk")], command.clone(), Ok(vec![removed.clone()]));
        check([added("milk"), removed], command, Err("there is no line"));
        let one = RemoveItem {
            week: monday(),
            key: key("milk"),
            algorithm: 2,
        };
        check([added("milk")], one, Err("stands on both lists"));
    }

    #[test]
    fn what_was_pushed_is_taken_off_by_source_and_name() {
        let key = "external::tada::paper towels".to_owned();
        let command = RemoveItem {
            week: monday(),
            key,
            algorithm: 0,
        };
        let removed = ShoppingLineRemoved {
            item_id: id("towels"),
        };
        check([pushed_towels()], command, Ok(vec![removed.into()]));
    }

    #[test]
    fn what_the_plan_needs_is_taken_off_by_its_key() {
        let command = |algorithm| RemoveItem {
            week: monday(),
            key: "leek::count".into(),
            algorithm,
        };
        let event = |algorithm| {
            ShoppingEvent::from(ItemRemoved {
                key: "leek::count".into(),
                algorithm,
            })
        };
        check([], command(0), Ok(vec![event(0)]));
        // The application's list brings it back, so it can be taken off again.
        check([event(0)], command(0), Ok(vec![event(0)]));
        check([event(2)], command(2), Ok(vec![]));
    }
}
