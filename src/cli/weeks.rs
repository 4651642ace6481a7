//! Weeks as people know them in messages that name them by their streams.

use chrono::{Days, NaiveDate, Utc};
use heirloom_events::values::{HouseholdId, WeekId};

use crate::commands::plan::week::iso_week;
use crate::commands::plan::week_id;

/// What stands before a week's id in a message: of a row's key, and of a check of lists.
const BEFORE: [&str; 2] = ["week_id `", "in week "];
/// How long an id is.
const ID_CHARS: usize = 36;
/// So many weeks around today a household is expected to plan in.
const WEEKS: u64 = 50 * 52;

/// The message with the ISO week in the place of the id of one; as it is where that is no week of this
/// household within fifty years.
pub(super) fn named(household: HouseholdId, message: &str) -> String {
    let id_after = |before: &&str| {
        let start = message.find(before)? + before.len();
        message.get(start..start + ID_CHARS)
    };
    let Some(id) = BEFORE.iter().find_map(id_after) else {
        return message.to_owned();
    };
    match id
        .parse()
        .ok()
        .and_then(|week| day_of(household, week, Utc::now().date_naive()))
    {
        Some(day) => message.replace(id, &iso_week(day)),
        None => message.to_owned(),
    }
}

/// A day of the week that has this id: nothing tells it but trying, from today outwards.
fn day_of(household: HouseholdId, week: WeekId, today: NaiveDate) -> Option<NaiveDate> {
    let around = |n: u64| {
        [
            today.checked_sub_days(Days::new(7 * n)),
            today.checked_add_days(Days::new(7 * n)),
        ]
    };
    let mut days = (0..WEEKS).flat_map(around).flatten();
    days.find(|day| week_id(household, *day) == week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_named_as_people_know_it() {
        let home = HouseholdId::single();
        let id = week_id(home, "2024-02-01".parse().unwrap());
        let message = format!("row (week_id `{id}`, item_key `leek::count`) is missing");
        assert_eq!(
            named(home, &message),
            "row (week_id `2024-W05`, item_key `leek::count`) is missing"
        );
        assert_eq!(named(home, &format!("in week {id}: x")), "in week 2024-W05: x");
    }

    #[test]
    fn what_is_no_week_of_the_household_stays_as_it_is() {
        let (home, other) = (HouseholdId::single(), HouseholdId::derived("other"));
        let id = week_id(other, "2024-02-01".parse().unwrap());
        for message in [format!("in week {id}"), "in week 7".into(), "week_id `".into()] {
            assert_eq!(named(home, &message), message);
        }
    }
}
