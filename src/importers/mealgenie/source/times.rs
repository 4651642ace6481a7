//! The several forms in which the application's databases hold times and days.
//!
//! The application writes naive UTC (`2026-01-21 18:00:00.000000`, or without the fraction where the database's own
//! clock did); PostgreSQL shows an offset; other tools write a `T`, a `Z` or no seconds.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Naive forms, longest first. `%.f` also reads no fraction at all.
const NAIVE: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
];
/// `%#z` reads `+00`, `+0000`, `+00:00` and `Z`.
const WITH_OFFSET: [&str; 2] = ["%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M:%S%.f%#z"];

/// Reads a point in time; a naive one is UTC.
pub(super) fn time(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let naive = NAIVE
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|naive| naive.and_utc());
    let with_offset = || {
        let text = text.replace(" +", "+").replace(" -", "-").replace(" UTC", "+00");
        WITH_OFFSET
            .iter()
            .find_map(|form| DateTime::parse_from_str(&text, form).ok())
            .map(|time| time.to_utc())
    };
    naive
        .or_else(with_offset)
        .or_else(|| Some(day(text)?.and_time(chrono::NaiveTime::MIN).and_utc()))
}

/// Reads a day.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let read = time(text).map(|time| time.format("%Y-%m-%d %H:%M:%S%.f").to_string());
        assert_eq!(read.as_deref(), expected, "`{text}`");
    }

    #[test]
    fn all_forms_of_a_time_are_read_as_utc() {
        for text in [
            "2026-01-21 18:00:00.000000",
            "2026-01-21 18:00:00",
            "2026-01-21T18:00:00",
            "2026-01-21T18:00:00Z",
            "2026-01-21 18:00",
            "2026-01-21 18:00:00+00",
            "2026-01-21 18:00:00.0+00:00",
            "2026-01-21T20:00:00+02:00",
            "2026-01-21 13:00:00 -0500",
            "2026-01-21 18:00:00 UTC",
            " 2026-01-21 18:00:00 ",
        ] {
            check(text, Some("2026-01-21 18:00:00"));
        }
        check("2026-01-21", Some("2026-01-21 00:00:00"));
        check("2026-01-21 18:00:00.123456", Some("2026-01-21 18:00:00.123456"));
    }

    #[test]
    fn what_is_no_time_is_not_guessed() {
        for text in [
            "",
            "yesterday",
            "2026-02-30 10:00:00",
            "1768000000",
            "21.01.2026",
            "infinity",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered_without_a_panic(text in ".{0,40}") {
            let _ = (time(&text), day(&text));
        }
    }
}
