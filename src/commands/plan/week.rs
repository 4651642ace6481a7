//! The stream of a week: the one place where its id is made.

use chrono::{Datelike, NaiveDate};
use heirloom_events::values::{HouseholdId, WeekId};

use crate::commands::refusal::Refusal;

/// The id of a household's plan for the ISO week of that day: derived from `<household>/<year>-W<week>`,
/// with the week in two digits.
///
/// ```
/// use heirloom::commands::plan::week_id;
/// use heirloom::events::values::HouseholdId;
/// let day = |text: &str| text.parse().unwrap();
/// let home = HouseholdId::single();
/// // New Year's Day of 2027 stands in the last week of 2026.
/// assert_eq!(week_id(home, day("2026-12-28")), week_id(home, day("2027-01-01")));
/// ```
#[must_use]
pub fn week_id(household: HouseholdId, day: NaiveDate) -> WeekId {
    WeekId::derived(&format!("{household}/{}", iso_week(day)))
}

/// The ISO week of a day: `2026-W53`.
#[must_use]
pub fn iso_week(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{}-W{:02}", week.year(), week.week())
}

/// A day that a plan may hold: from 1900 to 2999, which every database and calendar can show.
///
/// # Errors
/// Where it lies outside.
pub(crate) fn plannable(field: &str, day: NaiveDate) -> Result<(), Refusal> {
    match (1900..=2999).contains(&day.year()) {
        true => Ok(()),
        false => Err(Refusal::invalid(
            field,
            format!("`{day}` is out of bounds; give a day from 1900 to 2999"),
        )),
    }
}
