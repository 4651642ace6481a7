//! Takes the tick of an item back.

use chrono::NaiveDate;
use heirloom_events::shopping::{ItemUnticked, ShoppingEvent, ShoppingList};
use serde::{Deserialize, Serialize};

use super::fields;
use super::key::item;
use super::marks::stands;
use crate::commands::refusal::Refusal;

/// Takes the tick of an item of a shopping list back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UntickItem {
    /// A day of the week.
    pub week: NaiveDate,
    /// The item's key.
    pub key: String,
    /// The list that it is for: 1 or 2; 0: both.
    #[serde(default, skip_serializing_if = "fields::every_list")]
    pub algorithm: u8,
}

impl UntickItem {
    /// # Errors
    /// Where the line is not there.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        fields::algorithm(self.algorithm)?;
        let item = item(list, self.week, &self.key)?;
        let (key, algorithm) = (item.key(), self.algorithm);
        match stands(list, &item, algorithm, false, |marks| marks.ticked.is_none()) {
            true => Ok(vec![]),
            false => Ok(vec![ItemUnticked { key, algorithm }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::shopping::ItemTicked;

    #[test]
    fn a_tick_is_taken_back_once() {
        for (key, line) in [
            (key("milk"), vec![added("milk")]),
            ("milk::volume".to_owned(), vec![]),
        ] {
            let command = UntickItem {
                week: monday(),
                key: key.clone(),
                algorithm: 0,
            };
            let ticked = ItemTicked {
                key: key.clone(),
                algorithm: 1,
                quantity: None,
                unit: None,
            };
            let given = [line, vec![ticked.into()]].concat();
            let event: ShoppingEvent = ItemUnticked { key, algorithm: 0 }.into();
            check(given.clone(), command.clone(), Ok(vec![event.clone()]));
            check([given, vec![event]].concat(), command, Ok(vec![]));
        }
    }
}
