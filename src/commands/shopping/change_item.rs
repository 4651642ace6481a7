//! Changes a line or an item of a shopping list.

use chrono::NaiveDate;
use heirloom_events::shopping::{Changed, ItemChanged, ShoppingEvent, ShoppingLineChanged, ShoppingList};
use heirloom_events::values::Quantity;
use serde::{Deserialize, Serialize};

use super::fields;
use super::key::{Item, item};
use super::marks::stands;
use crate::commands::refusal::Refusal;

/// Changes a line or an item of a shopping list. What is absent stays, and nothing can be taken away (the
/// application's own rule).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeItem {
    /// A day of the week.
    pub week: NaiveDate,
    /// The item's key.
    pub key: String,
    /// The list that it is for: 1 or 2; 0: both.
    #[serde(default, skip_serializing_if = "fields::every_list")]
    pub algorithm: u8,
    /// The new name, 1 to 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The new unit, at most 50 characters; blank: as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The new category, at most 100 characters, kept in lower case; blank: as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl ChangeItem {
    /// # Errors
    /// Where the line is not there, or a value is not valid.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        fields::algorithm(self.algorithm)?;
        let item = item(list, self.week, &self.key)?;
        let wanted = Changed {
            name: self.name.as_deref().map(fields::name).transpose()?,
            quantity: self.quantity,
            unit: fields::unit(self.unit.as_deref())?,
            category: fields::category(self.category.as_deref())?,
        };
        change(list, &item, self.algorithm, wanted)
    }
}

/// The event that makes this of an item, where it is not so already.
pub(super) fn change(
    list: &ShoppingList,
    item: &Item<'_>,
    algorithm: u8,
    wanted: Changed,
) -> Result<Vec<ShoppingEvent>, Refusal> {
    if let Item::Line(item_id, line) = item {
        fields::not_of_one_list(algorithm)?;
        let Changed {
            name,
            quantity,
            unit,
            category,
        } = wanted;
        let new = Changed {
            name: name.filter(|name| *name != line.name),
            quantity: quantity.filter(|quantity| *quantity != line.quantity),
            unit: unit.filter(|unit| Some(unit) != line.unit.as_ref()),
            category: category.filter(|category| Some(category) != line.category.as_ref()),
        };
        let Changed {
            name,
            quantity,
            unit,
            category,
        } = new.clone();
        let event = ShoppingLineChanged {
            item_id: *item_id,
            name,
            quantity,
            unit,
            category,
        };
        return Ok(if new == Changed::default() {
            vec![]
        } else {
            vec![event.into()]
        });
    }
    let so = |now: &Changed| {
        let same = |wanted: &Option<String>, now: &Option<String>| wanted.is_none() || wanted == now;
        same(&wanted.name, &now.name)
            && (wanted.quantity.is_none() || wanted.quantity == now.quantity)
            && same(&wanted.unit, &now.unit)
            && same(&wanted.category, &now.category)
    };
    if wanted == Changed::default() || stands(list, item, algorithm, true, |marks| so(&marks.changed)) {
        return Ok(vec![]);
    }
    let Changed {
        name,
        quantity,
        unit,
        category,
    } = wanted;
    Ok(vec![
        ItemChanged {
            key: item.key(),
            algorithm,
            name,
            quantity,
            unit,
            category,
        }
        .into(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;

    fn to_two(key: String) -> ChangeItem {
        ChangeItem {
            week: monday(),
            key,
            algorithm: 0,
            name: None,
            quantity: Some(quantity("2")),
            unit: Some("l".into()),
            category: Some(" ".into()),
        }
    }

    #[test]
    fn a_line_is_changed_in_what_differs() {
        let changed = ShoppingLineChanged {
            item_id: id("milk"),
            name: None,
            quantity: Some(quantity("2")),
            unit: Some("l".into()),
            category: None,
        };
        let command = to_two(key("milk"));
        check([added("milk")], command.clone(), Ok(vec![changed.clone().into()]));
        check([added("milk"), changed.into()], command, Ok(vec![]));
    }

    #[test]
    fn a_line_that_is_gone_is_not_changed() {
        check([], to_two(key("milk")), Err("it may have been removed"));
    }

    #[test]
    fn a_line_is_not_changed_on_one_list_alone() {
        let one = ChangeItem {
            algorithm: 1,
            ..to_two(key("milk"))
        };
        check([added("milk")], one, Err("stands on both lists; leave it out"));
    }

    #[test]
    fn what_the_plan_needs_is_changed_by_its_key() {
        let changed = ItemChanged {
            key: "milk::volume".into(),
            algorithm: 2,
            name: None,
            quantity: Some(quantity("2")),
            unit: Some("l".into()),
            category: None,
        };
        let command = ChangeItem {
            algorithm: 2,
            ..to_two("milk::volume".into())
        };
        check([], command.clone(), Ok(vec![changed.clone().into()]));
        check([changed.into()], command, Ok(vec![]));
    }

    #[test]
    fn a_change_that_names_nothing_changes_nothing() {
        let nothing = ChangeItem {
            quantity: None,
            unit: None,
            category: None,
            ..to_two(key("milk"))
        };
        check([added("milk")], nothing.clone(), Ok(vec![]));
        check(
            [],
            ChangeItem {
                key: "milk::volume".into(),
                ..nothing
            },
            Ok(vec![]),
        );
    }

    #[test]
    fn there_are_two_lists() {
        let third = ChangeItem {
            algorithm: 3,
            ..to_two("milk::volume".into())
        };
        check([], third, Err("there is no algorithm 3; give 1 or 2"));
    }
}
