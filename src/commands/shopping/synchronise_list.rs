//! Has the application's own list made anew.

use chrono::NaiveDate;
use heirloom_events::shopping::{ListSynchronised, ShoppingEvent, ShoppingList};
use serde::{Deserialize, Serialize};

use crate::commands::refusal::Refusal;

/// Has the application's own list, that of the first algorithm, made anew: it brings back what was taken off
/// and takes in what it overlooked. The second list is never stale, so it takes no notice.
///
/// It makes an event each time: what it changes, only that list knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SynchroniseList {
    /// A day of the week.
    pub week: NaiveDate,
}

impl SynchroniseList {
    /// # Errors
    /// Never; the signature is that of all commands.
    pub fn decide(&self, _list: &ShoppingList) -> Result<Vec<ShoppingEvent>, Refusal> {
        Ok(vec![ListSynchronised {}.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shopping::testing::*;

    #[test]
    fn a_list_is_made_anew_each_time_it_is_asked_for() {
        let event = || ShoppingEvent::from(ListSynchronised {});
        let command = SynchroniseList { week: monday() };
        check([event()], command, Ok(vec![event()]));
    }

    #[test]
    fn a_week_that_no_calendar_shows_is_refused() {
        let week = "3000-01-01".parse().unwrap();
        check([], SynchroniseList { week }, Err("give a day from 1900 to 2999"));
    }
}
