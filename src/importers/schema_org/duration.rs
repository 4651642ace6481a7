//! Times: ISO 8601 durations as the standard has them, and as people write them.

/// The whole minutes that a text means, seconds rounded up; of a range the upper end. None: it means none.
///
/// Reads `PT1H30M`, `P0DT1H`, `P1D`, `PT90S`, `30`, `30 minutes`, `1 hr 15 min`, `about 2–3 hours`.
pub(super) fn minutes(text: &str) -> Option<u32> {
    let text = text.trim();
    let seconds = match text.strip_prefix(['P', 'p']) {
        Some(rest) => iso(rest).or_else(|| spoken(text))?,
        None => spoken(text)?,
    };
    u32::try_from(seconds.div_ceil(60))
        .ok()
        .filter(|minutes| *minutes <= heirloom_events::limits::MINUTES)
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// What follows the `P`.
fn iso(text: &str) -> Option<u64> {
    let (days, time) = match text.split_once(['T', 't']) {
        Some((days, time)) => (days, time),
        None => (text, ""),
    };
    let days = parts(days, |unit| match unit {
        'W' => Some(7 * DAY),
        'D' => Some(DAY),
        _ => None,
    });
    let time = parts(time, |unit| match unit {
        'H' => Some(HOUR),
        'M' => Some(MINUTE),
        'S' => Some(1),
        _ => None,
    });
    match (days?, time?) {
        (None, None) => None,
        (days, time) => Some(days.unwrap_or(0) + time.unwrap_or(0)),
    }
}

/// Numbers with one-letter units; the outer none: something else stands there, the inner: nothing.
fn parts(text: &str, unit: impl Fn(char) -> Option<u64>) -> Option<Option<u64>> {
    let mut total = None;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
        let letter = rest[end..].chars().next()?;
        let seconds = seconds(&rest[..end], unit(letter.to_ascii_uppercase())?)?;
        total = Some(total.unwrap_or(0) + seconds);
        rest = &rest[end + letter.len_utf8()..];
    }
    Some(total)
}

/// `number` units of so many seconds, rounded up.
fn seconds(number: &str, unit: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    if whole.len() > 7 || fraction.len() > 6 || whole.is_empty() {
        return None;
    }
    let scale = 10_u64.pow(u32::try_from(fraction.len()).ok()?);
    let digits: u64 = format!("{whole}{fraction}").parse().ok()?;
    Some((digits * unit).div_ceil(scale))
}

/// Words: `1 hr 15 min`, `2–3 hours`, `30`. A bare number means minutes.
fn spoken(text: &str) -> Option<u64> {
    let mut total: Option<u64> = None;
    // A number that waits for its unit; of a range the larger one.
    let mut waiting: Option<&str> = None;
    let is_number = |token: &str| token.starts_with(|c: char| c.is_ascii_digit());
    for token in tokens(text) {
        if is_number(token) {
            waiting = Some(token);
        } else if let Some(unit) = spoken_unit(token) {
            if let Some(number) = waiting.take() {
                total = Some(total.unwrap_or(0) + seconds(number, unit)?);
            }
        } else if ![
            "about",
            "ca",
            "approx",
            "approximately",
            "around",
            "and",
            "to",
            "or",
            "up",
        ]
        .contains(&token.to_lowercase().as_str())
        {
            // Some other word: what follows is a remark.
            break;
        }
    }
    match (total, waiting) {
        (None, Some(number)) if tokens(text).all(|t| is_number(t) || t == "to" || t == "about") => {
            seconds(number, MINUTE)
        }
        (total, _) => total,
    }
}

/// Numbers and words, one after the other; everything else parts them.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let number = first.is_ascii_digit();
        let inside = |c: char| {
            if number {
                c.is_ascii_digit() || c == '.' || c == ','
            } else {
                c.is_alphabetic()
            }
        };
        let end = rest
            .find(|c: char| !inside(c))
            .unwrap_or(rest.len())
            .max(first.len_utf8());
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token.trim_end_matches(['.', ',']))
    })
}

fn spoken_unit(word: &str) -> Option<u64> {
    match word.to_lowercase().as_str() {
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => Some(MINUTE),
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" => Some(HOUR),
        "d" | "day" | "days" => Some(DAY),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u32>) {
        assert_eq!(minutes(text), expected, "`{text}`");
    }

    #[test]
    fn standard_durations_are_read() {
        check("PT30M", Some(30));
        check("PT1H30M", Some(90));
        check("P0DT1H", Some(60));
        check("P1D", Some(1440));
        check("P1W", Some(10_080));
        check("PT90S", Some(2));
        check("PT0M", Some(0));
        check("PT1.5H", Some(90));
        check("pt5m", Some(5));
    }

    #[test]
    fn spoken_durations_are_read() {
        check("30 minutes", Some(30));
        check("1 hr 15 min", Some(75));
        check("about 30 minutes", Some(30));
        check("2–3 hours", Some(180));
        check("2 to 3 h", Some(180));
        check("1h30", Some(60));
        check("45", Some(45));
        check("1 hour and 5 mins (plus rest)", Some(65));
        check("90 min.", Some(90));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "P",
            "PT",
            "overnight",
            "some",
            "a while",
            "PTM",
            "-5",
            "99999999999 hours",
            "P5Y",
        ] {
            check(text, if text == "-5" { Some(5) } else { None });
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered_without_a_panic(text in ".{0,40}") {
            let _ = minutes(&text);
        }
    }
}
