//! Says whether an item is at home already of a shopping list.

use chrono::NaiveDate;
use heirloom_events::shopping::{ItemHaveSet, ShoppingEvent, ShoppingList};
use serde::{Deserialize, Serialize};

use super::fields;
use super::key::item;
use super::marks::stands;
use crate::commands::refusal::Refusal;

/// Says whether an item of a shopping list is at home already, so that it need not be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetHave {
    /// A day of the week.
    pub week: NaiveDate,
    /// The item's key.
    pub key: String,
    /// The list that it is for: 1 or 2; 0: both.
    #[serde(default, skip_serializing_if = "fields::every_list")]
    pub algorithm: u8,
    /// Whether it is; yes where it is not said.
    #[serde(default = "fields::yes")]
    pub have: bool,
}

impl SetHave {
    /// # Errors
    /// Where the line is not there.
    pub fn decide(&self, list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        fields::algorithm(self.algorithm)?;
        let item = item(list, self.week, &self.key)?;
        let (key, algorithm, have) = (item.key(), self.algorithm, self.have);
        match stands(list, &item, algorithm, have, |marks| marks.have == have) {
            true => Ok(vec![]),
            false => Ok(vec![ItemHaveSet { key, algorithm, have }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;

    fn command(key: String, have: bool) -> SetHave {
        SetHave {
            week: monday(),
            key,
            algorithm: 0,
            have,
        }
    }

    fn event(key: String, have: bool) -> ShoppingEvent {
        ItemHaveSet {
            key,
            algorithm: 0,
            have,
        }
        .into()
    }

    #[test]
    fn it_says_that_an_item_is_at_home_once_and_takes_it_back_once() {
        let milk = || key("milk");
        let yes = event(milk(), true);
        check([added("milk")], command(milk(), true), Ok(vec![yes.clone()]));
        check([added("milk"), yes.clone()], command(milk(), true), Ok(vec![]));
        check(
            [added("milk"), yes],
            command(milk(), false),
            Ok(vec![event(milk(), false)]),
        );
        check([added("milk")], command(milk(), false), Ok(vec![]));
        check([], command(milk(), true), Err("there is no line"));
    }

    #[test]
    fn of_what_the_plan_needs_it_is_said_again_because_the_list_may_have_wiped_it() {
        let leek = || "leek::count".to_owned();
        check(
            [event(leek(), true)],
            command(leek(), true),
            Ok(vec![event(leek(), true)]),
        );
        check([], command(leek(), false), Ok(vec![]));
    }
}
