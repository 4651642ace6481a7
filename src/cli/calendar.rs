//! A week as people write it: the one place where the command line reads one.

use chrono::{Datelike as _, Days, NaiveDate, Utc, Weekday};

use super::exit::Usage;
use crate::commands::plan::week::YEARS;

/// The Monday of a week, `2026-W05`; of this week, where none is given.
///
/// # Errors
/// Where it is no week, its year has none of that number, or it lies beyond the years that a plan holds.
pub(super) fn monday(week: Option<&str>) -> Result<NaiveDate, Usage> {
    let Some(text) = week else {
        return Ok(this_monday());
    };
    let no_week = || Usage(format!("`{text}` is no ISO week; write it as `2026-W05`"));
    numbered(text).ok_or_else(no_week)?
}

/// A day of the week that is meant: `2026-W05`, any day of it, or this week.
///
/// # Errors
/// As [`monday`], also for a day.
pub(super) fn day_of(week: Option<&str>) -> Result<NaiveDate, Usage> {
    let Some(text) = week else {
        return Ok(this_monday());
    };
    if let Some(monday) = numbered(text) {
        return monday;
    }
    let no_week = |_| {
        let how = "write it as `2026-W05`, or a day as `2026-02-03`";
        Usage(format!("`{text}` is no week; {how}"))
    };
    let day: NaiveDate = text.parse().map_err(no_week)?;
    within(day.year(), text, "day")?;
    Ok(day)
}

fn this_monday() -> NaiveDate {
    let today = Utc::now().date_naive();
    today - Days::new(u64::from(today.weekday().num_days_from_monday()))
}

/// The Monday of a week that is written with its number; none where it is not written so.
fn numbered(text: &str) -> Option<Result<NaiveDate, Usage>> {
    let (year, number) = numbers(text)?;
    let exists = || {
        let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon);
        monday.ok_or_else(|| no_such_week(text, year))
    };
    Some(within(year, text, "week").and_then(|()| exists()))
}

/// Digits alone: no sign, no blank.
fn numbers(text: &str) -> Option<(i32, u32)> {
    let (year, number) = text.split_once("-W")?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(year) && digits(number) && number.len() <= 2)
        .then(|| Some((year.parse().ok()?, number.parse().ok()?)))
        .flatten()
}

fn within(year: i32, text: &str, what: &str) -> Result<(), Usage> {
    let (first, last) = (YEARS.start(), YEARS.end());
    match YEARS.contains(&year) {
        true => Ok(()),
        false => Err(Usage(format!(
            "`{text}` is beyond the calendar of a plan; give a {what} from {first} to {last}"
        ))),
    }
}

fn no_such_week(text: &str, year: i32) -> Usage {
    // The 28th of December is always in the last week of its year.
    let last = NaiveDate::from_ymd_opt(year, 12, 28).map_or(52, |day| day.iso_week().week());
    Usage(format!(
        "there is no week `{text}`: {year} has {last} weeks, `{year}-W01` to `{year}-W{last}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(read: Result<NaiveDate, Usage>, expected: Result<&str, &str>) {
        match (read, expected) {
            (Ok(day), Ok(wanted)) => assert_eq!(day.to_string(), wanted),
            (Err(error), Err(part)) => assert!(error.0.contains(part), "`{}` lacks `{part}`", error.0),
            (outcome, expected) => panic!("{outcome:?}, expected {expected:?}"),
        }
    }

    /// The same wherever a week is read.
    #[track_caller]
    fn check(text: &str, expected: Result<&str, &str>) {
        told(monday(Some(text)), expected);
        told(day_of(Some(text)), expected);
    }

    #[test]
    fn a_week_is_known_by_its_monday() {
        check("2026-W05", Ok("2026-01-26"));
        check("2026-W53", Ok("2026-12-28"));
        check("2020-W01", Ok("2019-12-30"));
    }

    #[test]
    fn a_week_that_does_not_exist_is_told_with_those_that_do() {
        check("2026-W54", Err("2026 has 53 weeks, `2026-W01` to `2026-W53`"));
        check("2025-W53", Err("2025 has 52 weeks, `2025-W01` to `2025-W52`"));
        check("2026-W00", Err("there is no week"));
    }

    #[test]
    fn what_no_calendar_shows_is_refused() {
        for text in ["262143-W01", "10000-W01", "3000-W01", "1899-W01"] {
            check(
                text,
                Err("beyond the calendar of a plan; give a week from 1900 to 2999"),
            );
        }
        for text in ["3000-01-01", "1899-12-31", "+10000-01-01"] {
            let part = "beyond the calendar of a plan; give a day from 1900 to 2999";
            told(day_of(Some(text)), Err(part));
        }
    }

    #[test]
    fn what_is_no_week_is_told_with_how_one_is_written() {
        for text in [
            "next week",
            "2026-05",
            "2026-W",
            "-2026-W05",
            "2026-W+5",
            "2026-W005",
            "W06",
        ] {
            told(monday(Some(text)), Err("is no ISO week; write it as `2026-W05`"));
            told(
                day_of(Some(text)),
                Err("is no week; write it as `2026-W05`, or a day"),
            );
        }
        told(monday(Some("99999999999-W05")), Err("is no ISO week"));
        told(day_of(Some("2026-02-30")), Err("is no week"));
    }

    #[test]
    fn a_day_stands_for_its_week_where_a_day_may_stand() {
        told(day_of(Some("2026-02-03")), Ok("2026-02-03"));
        told(monday(Some("2026-02-03")), Err("is no ISO week"));
    }
}
