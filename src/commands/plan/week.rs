//! The stream of a week: the one place where its id is made.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use heirloom_events::plan::{MealSelection, WeekPlan};
use heirloom_events::values::{HouseholdId, WeekId};

use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many meals a week may hold, those that were cleared not counted. The application holds 15 in all; a
/// plan by weeks needs no such bound, only one that keeps a stream in hand.
pub(crate) const A_WEEK: usize = 200;

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

/// The years that a plan may hold.
pub(crate) const YEARS: RangeInclusive<i32> = 1900..=2999;

/// A day that a plan may hold: from 1900 to 2999, which every database and calendar can show.
///
/// # Errors
/// Where it lies outside.
pub(crate) fn plannable(field: &str, day: NaiveDate) -> Result<(), Refusal> {
    match YEARS.contains(&day.year()) {
        true => Ok(()),
        false => Err(Refusal::invalid(
            field,
            format!("`{day}` is out of bounds; give a day from 1900 to 2999"),
        )),
    }
}

/// There is room in the week for one more meal like this.
///
/// # Errors
/// Where there is none.
pub(crate) fn room_for(meal: &MealSelection, week: &WeekPlan) -> Result<(), Refusal> {
    if meal.cleared {
        return Ok(());
    }
    let standing = week.selections.values().filter(|meal| !meal.cleared).count();
    validate::list("the week's plan", standing + 1, A_WEEK)
}
