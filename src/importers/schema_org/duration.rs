//! Times: ISO 8601 durations, which documents get wrong as often as right, and what people write instead.

use heirloom_events::limits::MINUTES;

/// The minutes of a text, seconds rounded up; of a range, the upper end, since a plan must not be too short.
///
/// Reads `PT1H30M`, `P0DT1H`, `PT1.5H`, `PT90S`, `30 minutes`, `1 hr 15 min`, `1h30`, `1 1/2 hours`, `about 30 min`,
/// `20-30 min`, `45`. Years and months, and more than a year, are refused.
pub(super) fn minutes(text: &str) -> Option<u32> {
    let lower = text.trim().to_lowercase();
    if lower.len() > 80 {
        return None;
    }
    let seconds = match lower.strip_prefix('p') {
        Some(iso) => iso_seconds(iso)?,
        None => spoken_seconds(&lower)?,
    };
    let minutes = (seconds / 60.0).ceil();
    (minutes >= 0.0 && minutes <= f64::from(MINUTES)).then_some(minutes as u32)
}

fn iso_seconds(text: &str) -> Option<f64> {
    let (days, time) = text.split_once('t').unwrap_or((text, ""));
    let total = parts(
        days,
        &[
            ("w", 604_800.0),
            ("d", 86_400.0),
            ("y", f64::NAN),
            ("m", f64::NAN),
        ],
    )? + parts(time, &[("h", 3_600.0), ("m", 60.0), ("s", 1.0)])?;
    (!total.is_nan() && text.contains(|c: char| c.is_ascii_digit())).then_some(total)
}

/// The sum of `number unit` pairs with nothing between. `P0Y0M1D` is one day: zeros of refused units are fine.
fn parts(mut text: &str, units: &[(&str, f64)]) -> Option<f64> {
    let mut total = 0.0;
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let number: f64 = text[..end].replace(',', ".").parse().ok()?;
        let (name, size) = units.iter().find(|(name, _)| text[end..].starts_with(name))?;
        total += if number == 0.0 { 0.0 } else { number * size };
        text = &text[end + name.len()..];
    }
    Some(total)
}

const WORDS: &[(&str, f64)] = &[
    ("seconds", 1.0),
    ("second", 1.0),
    ("secs", 1.0),
    ("sec", 1.0),
    ("minutes", 60.0),
    ("minute", 60.0),
    ("mins", 60.0),
    ("min", 60.0),
    ("hours", 3_600.0),
    ("hour", 3_600.0),
    ("hrs", 3_600.0),
    ("hr", 3_600.0),
    ("days", 86_400.0),
    ("day", 86_400.0),
    ("weeks", 604_800.0),
    ("week", 604_800.0),
    ("s", 1.0),
    ("m", 60.0),
    ("h", 3_600.0),
    ("d", 86_400.0),
];

fn spoken_seconds(text: &str) -> Option<f64> {
    let plain = [
        "about",
        "approximately",
        "approx.",
        "approx",
        "around",
        "ca.",
        "~",
        "roughly",
        "up to",
    ]
    .iter()
    .fold(text, |rest, word| {
        rest.strip_prefix(word).unwrap_or(rest).trim_start()
    });
    let plain = plain
        .replace(['–', '—'], "-")
        .replace(" and ", " ")
        .replace(['½'], " 1/2")
        .replace("an hour", "1 hour")
        .replace("a half hour", "1/2 hour")
        .replace("half 1 hour", "1/2 hour");
    let mut rest = plain.trim();
    let (mut total, mut last) = (0.0, None);
    while !rest.is_empty() {
        let (number, after) = number(rest)?;
        let after = after.trim_start();
        // The upper end of a range takes the place of the lower.
        if let Some(upper) = after.strip_prefix('-').or_else(|| after.strip_prefix("to ")) {
            rest = upper.trim_start();
            continue;
        }
        let unit = WORDS.iter().find(|(word, _)| {
            after.starts_with(word) && !after[word.len()..].starts_with(char::is_alphabetic)
        });
        let (size, tail) = match (unit, last) {
            (Some((word, size)), _) => (*size, &after[word.len()..]),
            // `45` is minutes, and so is the end of `1h30`.
            (None, None | Some(3_600)) if after.is_empty() => (60.0, after),
            _ => return None,
        };
        total += number * size;
        last = Some(size as u64);
        rest = tail.trim_start_matches(['.', ',', ' ', '+']);
        if let Some(upper) = rest.strip_prefix('-').or_else(|| rest.strip_prefix("to ")) {
            (total, rest) = (0.0, upper.trim_start());
        }
    }
    last.map(|_| total)
}

/// `30`, `1.5`, `1/2`, `1 1/2`.
fn number(text: &str) -> Option<(f64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '/'))
        .unwrap_or(text.len());
    let digits = text[..end].trim_end_matches('.');
    let value = match digits.split_once('/') {
        Some((n, d)) => n.parse::<f64>().ok()? / d.parse::<f64>().ok().filter(|d| *d > 0.0)?,
        None => digits.parse().ok()?,
    };
    let rest = &text[digits.len()..];
    match number_part(rest.trim_start()).filter(|_| !digits.contains('/')) {
        Some((part, after)) => Some((value + part, after)),
        None => Some((value, rest)),
    }
}

fn number_part(text: &str) -> Option<(f64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '/')
        .unwrap_or(text.len());
    text[..end].contains('/').then(|| number(text)).flatten()
}
