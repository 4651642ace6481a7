//! Puts a line on a shopping list.

use chrono::NaiveDate;
use heirloom_events::shopping::{Line, ShoppingEvent, ShoppingLineAdded, ShoppingList};
use heirloom_events::values::{ItemId, Quantity, ShoppingSource};
use serde::{Deserialize, Serialize};

use super::fields;
use crate::commands::refusal::Refusal;

/// Puts a line on a shopping list, beside what the plan needs. It never joins another line, not even one of
/// the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddItem {
    /// A day of the week.
    pub week: NaiveDate,
    /// Its id; a new one where none is given.
    #[serde(default)]
    pub item_id: ItemId,
    /// What is to be bought, 1 to 255 characters.
    pub name: String,
    /// How much; 1 where none is given.
    #[serde(default = "fields::one")]
    pub quantity: Quantity,
    /// The unit as written, at most 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The category, at most 100 characters, kept in lower case; none or blank: `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl AddItem {
    /// # Errors
    /// Where a value is not valid, the list is full, or the id stands for another line.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        let wanted = ShoppingLineAdded {
            item_id: self.item_id,
            name: fields::name(&self.name)?,
            quantity: self.quantity,
            unit: fields::unit(self.unit.as_deref())?,
            category: Some(fields::category_or_other(self.category.as_deref())?),
            source: ShoppingSource::manual(),
            key: None,
        };
        put(list, wanted)
    }
}

/// The event, where that line is not there yet.
pub(super) fn put(list: &ShoppingList, wanted: ShoppingLineAdded) -> Result<Vec<ShoppingEvent>, Refusal> {
    match list.lines.get(&wanted.item_id) {
        Some(there) if says(there, &wanted) => Ok(vec![]),
        Some(_) => Err(Refusal::AlreadyExists {
            what: "line",
            id: wanted.item_id.to_string(),
            hint: "change or remove that one, or leave the id out",
        }),
        None => {
            fields::room(list)?;
            Ok(vec![wanted.into()])
        }
    }
}

fn says(line: &Line, wanted: &ShoppingLineAdded) -> bool {
    let ShoppingLineAdded {
        item_id: _,
        name,
        quantity,
        unit,
        category,
        source,
        key,
    } = wanted;
    (&line.name, &line.quantity, &line.unit, &line.category) == (name, quantity, unit, category)
        && (&line.source, &line.key) == (source, key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;

    fn milk() -> AddItem {
        AddItem {
            week: monday(),
            item_id: id("milk"),
            name: " Milk ".into(),
            quantity: quantity("3/2"),
            unit: Some(" l".into()),
            category: Some("DAIRY".into()),
        }
    }

    fn event() -> ShoppingLineAdded {
        ShoppingLineAdded {
            item_id: id("milk"),
            name: "Milk".into(),
            quantity: quantity("3/2"),
            unit: Some("l".into()),
            category: Some("dairy".into()),
            source: ShoppingSource::manual(),
            key: None,
        }
    }

    #[test]
    fn a_line_is_put_on_the_list_once() {
        check([], milk(), Ok(vec![event().into()]));
        check([event().into()], milk(), Ok(vec![]));
    }

    #[test]
    fn without_a_category_it_is_other_and_without_a_quantity_one() {
        let json = r#"{"add_item":{"week":"2026-03-04","name":"soap"}}"#;
        let command: super::super::ShoppingCommand = serde_json::from_str(json).unwrap();
        let super::super::ShoppingCommand::AddItem(soap) = command else {
            panic!("{command:?}")
        };
        let events = soap.decide(&ShoppingList::default()).unwrap();
        let ShoppingEvent::ShoppingLineAdded(soap) = &events[0] else {
            panic!("{events:?}")
        };
        assert_eq!(
            (soap.quantity, soap.category.as_deref(), &soap.unit),
            (Quantity::ONE, Some("other"), &None)
        );
    }

    #[test]
    fn two_lines_of_one_name_are_two_lines() {
        let second = AddItem {
            item_id: id("more milk"),
            ..milk()
        };
        let expected = ShoppingLineAdded {
            item_id: id("more milk"),
            ..event()
        };
        check([event().into()], second, Ok(vec![expected.into()]));
    }

    #[test]
    fn an_id_stands_for_one_line() {
        let other = AddItem {
            name: "Oat milk".into(),
            ..milk()
        };
        check(
            [event().into()],
            other,
            Err("exists already; change or remove that one"),
        );
    }

    #[test]
    fn what_no_list_of_the_application_can_hold_is_refused_by_its_field() {
        let long = |n: usize| "x".repeat(n);
        check(
            [],
            AddItem {
                name: " ".into(),
                ..milk()
            },
            Err("name is not valid: it is blank"),
        );
        check(
            [],
            AddItem {
                name: long(256),
                ..milk()
            },
            Err("256 characters; at most 255"),
        );
        check(
            [],
            AddItem {
                unit: Some(long(51)),
                ..milk()
            },
            Err("unit is not valid"),
        );
        check(
            [],
            AddItem {
                category: Some(long(101)),
                ..milk()
            },
            Err("category is not valid"),
        );
        let week = "+10000-01-01".parse().unwrap();
        check(
            [],
            AddItem { week, ..milk() },
            Err("week is not valid: `+10000-01-01` is out of bounds"),
        );
    }
}
