//! Ticks an item of a shopping list.

use chrono::NaiveDate;
use heirloom_events::limits;
use heirloom_events::shopping::{ItemTicked, ShoppingEvent, ShoppingList};
use heirloom_events::values::Quantity;
use serde::{Deserialize, Serialize};

use super::fields;
use super::key::item;
use super::marks::stands;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Ticks an item of a shopping list: it is bought, all of it or so much. Where more is needed later, the rest
/// is open again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TickItem {
    /// A day of the week.
    pub week: NaiveDate,
    /// The item's key.
    pub key: String,
    /// The list that it is for: 1 or 2; 0: both.
    #[serde(default, skip_serializing_if = "fields::every_list")]
    pub algorithm: u8,
    /// How much was bought; none: all of it, whatever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The unit of that quantity, as written; blank is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl TickItem {
    /// # Errors
    /// Where the line is not there, or a value is not valid.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        fields::algorithm(self.algorithm)?;
        let item = item(list, self.week, &self.key)?;
        let given = self.unit.as_deref().filter(|unit| !unit.trim().is_empty());
        let unit = validate::optional("unit", given, limits::NAME_CHARS)?;
        if unit.is_some() && self.quantity.is_none() {
            return Err(Refusal::invalid(
                "unit",
                "it stands alone; say how many of it were bought",
            ));
        }
        let ticked = Some((self.quantity, unit.clone()));
        if stands(list, &item, self.algorithm, true, |marks| marks.ticked == ticked) {
            return Ok(vec![]);
        }
        let (key, algorithm, quantity) = (item.key(), self.algorithm, self.quantity);
        Ok(vec![
            ItemTicked {
                key,
                algorithm,
                quantity,
                unit,
            }
            .into(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::shopping::ShoppingLineRemoved;

    fn tick(key: String, so_many: Option<&str>) -> TickItem {
        let quantity = so_many.map(quantity);
        TickItem {
            week: monday(),
            key,
            algorithm: 0,
            quantity,
            unit: None,
        }
    }

    fn ticked(key: String, so_many: Option<&str>) -> ShoppingEvent {
        let quantity = so_many.map(quantity);
        ItemTicked {
            key,
            algorithm: 0,
            quantity,
            unit: None,
        }
        .into()
    }

    #[test]
    fn a_line_is_ticked_once_with_the_amount() {
        let milk = || key("milk");
        check(
            [added("milk")],
            tick(milk(), None),
            Ok(vec![ticked(milk(), None)]),
        );
        check(
            [added("milk"), ticked(milk(), None)],
            tick(milk(), None),
            Ok(vec![]),
        );
        let half = ticked(milk(), Some("1/2"));
        check(
            [added("milk"), ticked(milk(), None)],
            tick(milk(), Some("1/2")),
            Ok(vec![half]),
        );
    }

    #[test]
    fn a_tick_on_a_line_that_is_gone_is_refused() {
        let removed = ShoppingLineRemoved { item_id: id("milk") };
        check(
            [added("milk"), removed.into()],
            tick(key("milk"), None),
            Err("in the shopping list of 2026-W10; it may have been removed"),
        );
    }

    #[test]
    fn what_the_plan_needs_is_ticked_again_because_more_may_be_needed_since() {
        let leek = || "leek::count".to_owned();
        let event = ticked(leek(), None);
        check([event.clone()], tick(leek(), None), Ok(vec![event]));
        let two = |quantity| TickItem {
            algorithm: 2,
            ..tick(leek(), quantity)
        };
        let of_two = ItemTicked {
            key: leek(),
            algorithm: 2,
            quantity: Some(quantity("3")),
            unit: None,
        };
        check([of_two.into()], two(Some("3")), Ok(vec![]));
    }

    #[test]
    fn a_unit_without_a_quantity_says_nothing() {
        let alone = TickItem {
            unit: Some("kg".into()),
            ..tick("leek::mass".into(), None)
        };
        check([], alone, Err("say how many of it were bought"));
    }
}
