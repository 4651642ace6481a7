//! An ISO week as people write it, and its plan as the log has it.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc, Weekday};
use heirloom_events::{Recorded, StreamKey, StreamType};

use crate::audit::AsOf;
use crate::cli::exit::Usage;
use crate::cli::session::Session;
use crate::commands::Loaded;
use crate::commands::plan::week::iso_week;
use crate::commands::plan::week_id;

/// The Monday of a week; of this week, where none is given.
///
/// # Errors
/// Where it is no week, the year has none of that number, or it lies beyond the years that a plan holds.
pub(in crate::cli) fn monday(week: Option<&str>) -> Result<NaiveDate, Usage> {
    let Some(text) = week else {
        let today = Utc::now().date_naive();
        return Ok(today - Days::new(u64::from(today.weekday().num_days_from_monday())));
    };
    let (year, number) =
        numbers(text).ok_or_else(|| Usage(format!("`{text}` is no ISO week; write it as `2026-W05`")))?;
    if !(1900..=2999).contains(&year) {
        return Err(Usage(format!(
            "`{text}` is beyond the calendar of a plan; give a week from 1900 to 2999"
        )));
    }
    NaiveDate::from_isoywd_opt(year, number, Weekday::Mon).ok_or_else(|| {
        // The 28th of December is always in the last week of its year.
        let last = NaiveDate::from_ymd_opt(year, 12, 28).map_or(52, |day| day.iso_week().week());
        Usage(format!(
            "there is no week `{text}`: {year} has weeks W01 to W{last}"
        ))
    })
}

/// Digits alone: no sign, no blank.
fn numbers(text: &str) -> Option<(i32, u32)> {
    let (year, number) = text.split_once("-W")?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(year) && digits(number) && number.len() <= 2)
        .then(|| Some((year.parse().ok()?, number.parse().ok()?)))
        .flatten()
}

/// A week's plan up to a version of it.
pub(super) struct Week {
    pub(super) monday: NaiveDate,
    /// As it was then.
    pub(super) then: Loaded,
    /// How many versions it has in all.
    pub(super) newest: u64,
    /// The moment that is looked at; none: now.
    pub(super) moment: Option<DateTime<Utc>>,
}

impl Week {
    /// The plan of the week that begins on that day.
    ///
    /// # Errors
    /// Where it has no such version, or the log fails.
    pub(super) async fn load(
        session: &Session,
        monday: NaiveDate,
        as_of: AsOf,
        recorded: bool,
    ) -> anyhow::Result<Self> {
        let key = StreamKey::new(StreamType::Plan, week_id(session.household(), monday));
        let commands = session.heirloom().commands();
        let loaded = commands.load(session.household(), &key).await?;
        let newest = loaded.version();
        let time = |event: &Recorded| match recorded {
            true => event.recorded_at,
            false => event.occurred_at(),
        };
        let (version, moment) = match as_of {
            AsOf::Latest => (newest, None),
            AsOf::Time(asked) => {
                let before = loaded.events.iter().take_while(|event| time(event) <= asked);
                (before.count() as u64, Some(asked))
            }
            AsOf::Version(asked) if asked <= newest => {
                let last = loaded.events[..usize::try_from(asked)?].last();
                (asked, Some(last.map_or(DateTime::UNIX_EPOCH, time)))
            }
            AsOf::Version(asked) => anyhow::bail!(Usage(format!(
                "the plan of {} has no version {asked}; its newest is version {newest}",
                iso_week(monday)
            ))),
        };
        Ok(Self {
            monday,
            then: loaded.at(version),
            newest,
            moment,
        })
    }

    /// The same as it is now.
    pub(super) async fn now(session: &Session, monday: NaiveDate) -> anyhow::Result<Self> {
        Self::load(session, monday, AsOf::Latest, false).await
    }

    /// `2026-W05`.
    pub(super) fn name(&self) -> String {
        iso_week(self.monday)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, &str>) {
        match (monday(Some(text)), expected) {
            (Ok(day), Ok(wanted)) => assert_eq!(day.to_string(), wanted),
            (Err(error), Err(part)) => assert!(error.0.contains(part), "`{}` lacks `{part}`", error.0),
            (outcome, expected) => panic!("{outcome:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn a_week_is_known_by_its_monday() {
        check("2026-W05", Ok("2026-01-26"));
        check("2026-W53", Ok("2026-12-28"));
        check("2020-W01", Ok("2019-12-30"));
    }

    #[test]
    fn a_week_that_does_not_exist_is_told_with_those_that_do() {
        check("2026-W54", Err("2026 has weeks W01 to W53"));
        check("2025-W53", Err("2025 has weeks W01 to W52"));
        check("2026-W00", Err("there is no week"));
    }

    #[test]
    fn what_is_no_week_and_what_no_calendar_shows_is_refused() {
        for text in [
            "next week",
            "2026-05",
            "2026-W",
            "-2026-W05",
            "2026-W+5",
            "2026-W005",
        ] {
            check(text, Err("is no ISO week; write it as `2026-W05`"));
        }
        check("99999999999-W05", Err("is no ISO week"));
        check("262143-W01", Err("beyond the calendar"));
        check("1899-W01", Err("beyond the calendar"));
    }
}
