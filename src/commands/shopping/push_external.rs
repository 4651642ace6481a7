//! Takes in what another application pushes.

use chrono::NaiveDate;
use heirloom_events::shopping::{
    ItemHaveSet, ItemUnticked, Line, ShoppingEvent, ShoppingLineAdded, ShoppingLineChanged, ShoppingList,
};
use heirloom_events::values::{ItemId, Quantity, ShoppingSource};
use serde::{Deserialize, Serialize};

use super::add_item::put;
use super::fields;
use super::key::{external_key, line_key, pushed};
use super::marks::standing;
use crate::commands::refusal::Refusal;

/// Takes in what another application pushes: one line per source and name, however often it is pushed.
///
/// A repeated push changes only what it gives, never the name, and opens the line again: somebody wants it
/// once more (the application's own rule, `domain.md` 3.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushExternal {
    /// A day of the week.
    pub week: NaiveDate,
    /// The other application: 1 to 20 lower-case letters, digits, `_` and `-`; not `recipe`, not `manual`.
    pub source: ShoppingSource,
    /// The id of the line, where it is new; a new one where none is given.
    #[serde(default)]
    pub item_id: ItemId,
    /// What is to be bought, 1 to 255 characters.
    pub name: String,
    /// How much; none: 1 in the first push, as it was in the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The unit as written; none or blank: none in the first push, as it was in the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The category; none or blank: none in the first push, as it was in the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl PushExternal {
    /// # Errors
    /// Where a value is not valid, the list is full, or the id stands for another line.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        if !self.source.is_external() {
            let why = format!(
                "`{}` is heirloom's own; name the application that pushes",
                self.source
            );
            return Err(Refusal::invalid("source", why));
        }
        let name = fields::name(&self.name)?;
        let unit = fields::unit(self.unit.as_deref())?;
        let category = fields::category(self.category.as_deref())?;
        let key = external_key(&self.source, &name);
        if let Some((item_id, line)) = pushed(list, &key) {
            let changed = changed(item_id, line, self.quantity, unit, category);
            return Ok(changed.into_iter().chain(opened(list, item_id)).collect());
        }
        let wanted = ShoppingLineAdded {
            item_id: self.item_id,
            name,
            quantity: self.quantity.unwrap_or(Quantity::ONE),
            unit,
            category,
            source: self.source.clone(),
            key: Some(key),
        };
        put(list, wanted)
    }
}

fn changed(
    item_id: ItemId,
    line: &Line,
    quantity: Option<Quantity>,
    unit: Option<String>,
    category: Option<String>,
) -> Option<ShoppingEvent> {
    let quantity = quantity.filter(|quantity| *quantity != line.quantity);
    let unit = unit.filter(|unit| Some(unit) != line.unit.as_ref());
    let category = category.filter(|category| Some(category) != line.category.as_ref());
    let something = quantity.is_some() || unit.is_some() || category.is_some();
    something.then(|| {
        ShoppingLineChanged {
            item_id,
            name: None,
            quantity,
            unit,
            category,
        }
        .into()
    })
}

/// What takes ticks of a line back, in every list.
fn opened(list: &ShoppingList, item_id: ItemId) -> Vec<ShoppingEvent> {
    let key = line_key(item_id);
    let marks = [1, 2].map(|algorithm| standing(list, &key, algorithm));
    let mut events = Vec::new();
    if marks.iter().any(|marks| marks.ticked.is_some()) {
        events.push(
            ItemUnticked {
                key: key.clone(),
                algorithm: 0,
            }
            .into(),
        );
    }
    if marks.iter().any(|marks| marks.have) {
        events.push(
            ItemHaveSet {
                key,
                algorithm: 0,
                have: false,
            }
            .into(),
        );
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;
    use heirloom_events::shopping::ItemTicked;

    fn push(name: &str) -> PushExternal {
        PushExternal {
            week: monday(),
            source: "tada".parse().unwrap(),
            item_id: id("towels"),
            name: name.into(),
            quantity: None,
            unit: None,
            category: None,
        }
    }

    #[test]
    fn the_first_push_puts_a_line_on_the_list_with_one_of_it_and_no_category() {
        check([], push("Paper Towels"), Ok(vec![pushed_towels()]));
        check([pushed_towels()], push("Paper Towels"), Ok(vec![]));
    }

    #[test]
    fn a_repeated_push_changes_only_what_it_gives_and_never_the_name() {
        let more = PushExternal {
            quantity: Some(quantity("2")),
            category: Some("Household".into()),
            unit: Some(" ".into()),
            ..push(" paper TOWELS")
        };
        let changed = ShoppingLineChanged {
            item_id: id("towels"),
            name: None,
            quantity: Some(quantity("2")),
            unit: None,
            category: Some("household".into()),
        };
        check([pushed_towels()], more.clone(), Ok(vec![changed.clone().into()]));
        check([pushed_towels(), changed.into()], more, Ok(vec![]));
    }

    #[test]
    fn a_repeated_push_opens_the_line_again() {
        let key = line_key(id("towels"));
        let ticked = ItemTicked {
            key: key.clone(),
            algorithm: 2,
            quantity: None,
            unit: None,
        };
        let have = ItemHaveSet {
            key: key.clone(),
            algorithm: 0,
            have: true,
        };
        let unticked = ItemUnticked { key, algorithm: 0 };
        let gone = ItemHaveSet {
            have: false,
            ..have.clone()
        };
        let given = vec![pushed_towels(), ticked.into(), have.into()];
        let then: Vec<ShoppingEvent> = vec![unticked.into(), gone.into()];
        check(given.clone(), push("paper towels"), Ok(then.clone()));
        check([given, then].concat(), push("paper towels"), Ok(vec![]));
    }

    #[test]
    fn two_applications_push_two_lines() {
        let other = PushExternal {
            source: "other".parse().unwrap(),
            item_id: id("theirs"),
            ..push("paper towels")
        };
        let Ok(events) = other.decide(&folded([pushed_towels()])) else {
            panic!("it is valid")
        };
        let ShoppingEvent::ShoppingLineAdded(added) = &events[0] else {
            panic!("{events:?}")
        };
        assert_eq!(added.key.as_deref(), Some("external::other::paper towels"));
    }

    #[test]
    fn no_other_application_is_called_manual_or_recipe() {
        for name in ["manual", "recipe"] {
            let push = PushExternal {
                source: name.parse().unwrap(),
                ..push("soap")
            };
            check([], push, Err("name the application that pushes"));
        }
        let json = r#"{"push_external":{"week":"2026-03-04","source":"My App","name":"soap"}}"#;
        let error = serde_json::from_str::<crate::commands::Command>(json)
            .unwrap_err()
            .to_string();
        assert!(error.contains("`My App` is no source"), "{error}");
    }

    #[test]
    fn the_key_holds_two_hundred_characters_of_the_name() {
        let long = |end: &str| push(&format!("{}{end}", "É".repeat(200)));
        let Ok(events) = long("a").decide(&ShoppingList::default()) else {
            panic!("it is valid")
        };
        check(events, long("b"), Ok(vec![]));
    }
}
