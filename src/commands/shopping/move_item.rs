//! Moves an item of a shopping list to another category.

use chrono::NaiveDate;
use heirloom_events::shopping::{Changed, ItemMoved, ShoppingEvent, ShoppingList};
use serde::{Deserialize, Serialize};

use super::change_item::change;
use super::fields;
use super::key::{Item, item};
use super::marks::stands;
use crate::commands::refusal::Refusal;

/// Moves a line or an item of a shopping list to another category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveItem {
    /// A day of the week.
    pub week: NaiveDate,
    /// The item's key.
    pub key: String,
    /// The list that it is for: 1 or 2; 0: both.
    #[serde(default, skip_serializing_if = "fields::every_list")]
    pub algorithm: u8,
    /// The category, at most 100 characters, kept in lower case; blank: `other`.
    pub category: String,
}

impl MoveItem {
    /// # Errors
    /// Where the line is not there, or the category is not valid.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        fields::algorithm(self.algorithm)?;
        let item = item(list, self.week, &self.key)?;
        let category = fields::category_or_other(Some(&self.category))?;
        if let Item::Line(..) = item {
            let wanted = Changed {
                category: Some(category),
                ..Changed::default()
            };
            return change(list, &item, self.algorithm, wanted);
        }
        let there = Some(category.clone());
        match stands(list, &item, self.algorithm, true, |marks| {
            marks.changed.category == there
        }) {
            true => Ok(vec![]),
            false => Ok(vec![
                ItemMoved {
                    key: item.key(),
                    algorithm: self.algorithm,
                    category,
                }
                .into(),
            ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::shopping::ShoppingLineChanged;

    fn to(category: &str, key: String) -> MoveItem {
        MoveItem {
            week: monday(),
            key,
            algorithm: 0,
            category: category.into(),
        }
    }

    #[test]
    fn a_line_is_moved_once() {
        let changed = ShoppingLineChanged {
            item_id: id("milk"),
            name: None,
            quantity: None,
            unit: None,
            category: Some("dairy".into()),
        };
        let moves = to("Dairy", key("milk"));
        check([added("milk")], moves.clone(), Ok(vec![changed.clone().into()]));
        check([added("milk"), changed.into()], moves, Ok(vec![]));
        check([added("milk")], to(" ", key("milk")), Ok(vec![]));
        check([], to("dairy", key("milk")), Err("there is no line"));
    }

    #[test]
    fn what_the_plan_needs_is_moved_by_its_key() {
        let event = ItemMoved {
            key: "text/milk".into(),
            algorithm: 0,
            category: "dairy".into(),
        };
        check([], to("Dairy", "text/milk".into()), Ok(vec![event.into()]));
    }
}
