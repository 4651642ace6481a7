//! Takes a line over as it stood in an application's own list.

use chrono::NaiveDate;
use heirloom_events::limits;
use heirloom_events::shopping::{ShoppingEvent, ShoppingLineAdded, ShoppingList};
use heirloom_events::values::{ItemId, Quantity, ShoppingSource};
use serde::{Deserialize, Serialize};

use super::add_item::put;
use super::fields;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Characters of a key in an application's own list (its column's bound).
const KEY_CHARS: usize = limits::NAME_CHARS;

/// Takes a line over as it stood in an application's own list: for imports.
///
/// With the source `recipe` and a key it is what that application had worked out; the first algorithm shows it
/// in the place of its own item of that key. Nothing is supplied that the application did not have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeOverItem {
    /// A day of the week.
    pub week: NaiveDate,
    /// Its id: an import derives it from the row, so that the row is taken over once.
    pub item_id: ItemId,
    /// Its key in that list; none: a line that somebody wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What is to be bought, 1 to 255 characters.
    pub name: String,
    /// How much.
    pub quantity: Quantity,
    /// The unit as written, at most 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The category as it stood, at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Who put it there.
    pub source: ShoppingSource,
}

impl TakeOverItem {
    /// # Errors
    /// Where a value is not valid, the list is full, or the id stands for another line.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        let category = self
            .category
            .as_deref()
            .filter(|category| !category.trim().is_empty());
        let wanted = ShoppingLineAdded {
            item_id: self.item_id,
            name: fields::name(&self.name)?,
            quantity: self.quantity,
            unit: fields::unit(self.unit.as_deref())?,
            category: validate::optional("category", category, limits::SHOPPING_CATEGORY_CHARS)?,
            source: self.source.clone(),
            key: validate::optional("key", self.key.as_deref(), KEY_CHARS)?,
        };
        put(list, wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;

    fn leeks() -> TakeOverItem {
        TakeOverItem {
            week: monday(),
            item_id: id("leeks"),
            key: Some("leek::count".into()),
            name: "Leek".into(),
            quantity: quantity("4"),
            unit: None,
            category: Some("Produce".into()),
            source: ShoppingSource::recipe(),
        }
    }

    #[test]
    fn a_line_is_taken_over_once_as_it_stood() {
        let event = ShoppingLineAdded {
            item_id: id("leeks"),
            name: "Leek".into(),
            quantity: quantity("4"),
            unit: None,
            category: Some("Produce".into()),
            source: ShoppingSource::recipe(),
            key: Some("leek::count".into()),
        };
        check([], leeks(), Ok(vec![event.clone().into()]));
        check([event.clone().into()], leeks(), Ok(vec![]));
        let grown = TakeOverItem {
            quantity: quantity("5"),
            ..leeks()
        };
        check([event.into()], grown, Err("change or remove that one"));
    }

    #[test]
    fn a_key_that_the_application_could_not_hold_is_refused() {
        let long = TakeOverItem {
            key: Some("x".repeat(256)),
            ..leeks()
        };
        check([], long, Err("key is not valid: it has 256 characters"));
    }
}
