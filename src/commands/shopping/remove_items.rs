//! Takes several items off a shopping list.

use std::collections::HashSet;

use chrono::NaiveDate;
use heirloom_events::shopping::{ShoppingEvent, ShoppingList};
use serde::{Deserialize, Serialize};

use super::fields;
use super::key::item;
use super::remove_item::removed;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many items one command may take off.
const AT_ONCE: usize = 10_000;

/// Takes several items off a shopping list at once, all of them or none: what `clear completed` sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveItems {
    /// A day of the week.
    pub week: NaiveDate,
    /// The items' keys, at most 10,000; each counts once.
    pub keys: Vec<String>,
    /// The list that it is for: 1 or 2; 0: both.
    #[serde(default, skip_serializing_if = "fields::every_list")]
    pub algorithm: u8,
}

impl RemoveItems {
    /// # Errors
    /// Where one of the lines is not there, or there are too many keys.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        fields::algorithm(self.algorithm)?;
        validate::list("keys", self.keys.len(), AT_ONCE)?;
        let mut events = Vec::new();
        let mut seen = HashSet::new();
        for key in &self.keys {
            let item = item(list, self.week, key)?;
            if seen.insert(item.key()) {
                events.extend(removed(list, &item, self.algorithm)?);
            }
        }
        Ok(events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::shopping::{ItemRemoved, ShoppingLineRemoved};

    fn command(keys: Vec<String>) -> RemoveItems {
        RemoveItems {
            week: monday(),
            keys,
            algorithm: 0,
        }
    }

    #[test]
    fn several_are_taken_off_at_once_and_each_once() {
        let leek = "leek::count".to_owned();
        let keys = vec![
            key("milk"),
            leek.clone(),
            key("milk"),
            "external::tada::paper towels".into(),
        ];
        let line = |name: &str| ShoppingEvent::from(ShoppingLineRemoved { item_id: id(name) });
        let removed = vec![
            line("milk"),
            ItemRemoved {
                key: leek,
                algorithm: 0,
            }
            .into(),
            line("towels"),
        ];
        check([added("milk"), pushed_towels()], command(keys), Ok(removed));
        check([added("milk")], command(vec![]), Ok(vec![]));
    }

    #[test]
    fn one_that_is_gone_holds_them_all_up() {
        check(
            [added("milk")],
            command(vec![key("milk"), key("soap")]),
            Err("there is no line"),
        );
    }

    #[test]
    fn no_list_has_that_many() {
        check(
            [],
            command(vec!["a::mass".into(); 10_001]),
            Err("keys is not valid: it has 10001 entries"),
        );
    }
}
