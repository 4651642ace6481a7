//! Texts: those of kitchens, and those that break programs.

use chrono::{DateTime, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::super::dice::Dice;

/// Words of the domain, so that steps that read texts (units, diets, paths) find something to read.
const KITCHEN: &[&str] = &[
    "Leek tart",
    "2–3 leeks, sliced",
    "1 1/2 cups flour, sifted",
    "Tbsp",
    "tbsp.",
    "T",
    "cups",
    "g",
    "fl oz",
    "a pinch",
    "dinner",
    "none",
    "vegan",
    "Vegan, gluten-free",
    "VEGETARIAN / no nuts; grandma's rules",
    "images/leek-tart.jpg",
    "_data_files/recipe_images/1.png",
    "https://example.org/a.jpg?b=c",
    "https://res.cloudinary.com/demo/image/upload/v1/pie.jpg",
    "file:images/pie.jpg",
    "peeled and chopped",
    "optional",
    "medium",
    "4–6",
    "0",
    "250",
];

/// Texts that are valid and unpleasant. No NUL: the log takes none.
const EDGES: &[&str] = &[
    "",
    " ",
    "  two spaces before and after  ",
    "\ttab\nline\r\nend\n",
    "\"quoted\" \\ back / slash",
    // short ones: they fit where a text has a limit
    "a\r\nb",
    " a ",
    "É\u{301}",
    "null",
    "1/2",
    "1e400",
    "Ünï\u{308}cödé",
    "e\u{301} and é",
    "İstanbul ſtraße ﬁg",
    "\u{feff}mark at the start",
    "zero\u{200b}width\u{a0}space",
    "👩‍🍳🥧",
    "مرق الدجاج",
    "\u{1}\u{1f}\u{7f}",
    "𝕬 and \u{10ffff}",
    "UPPER lower",
];

/// A text of `least` to `most` characters.
pub(super) fn any(dice: &mut Dice, least: usize, most: usize) -> String {
    let text = match dice.below(20) {
        0..=9 => dice.pick(KITCHEN).copied().unwrap_or_default().to_owned(),
        10..=15 => dice.pick(EDGES).copied().unwrap_or_default().to_owned(),
        16..=18 => scribbled(dice),
        _ => {
            let lengths = [99, 100, 101, 255, 256, 2_000, 5_000];
            let sign = dice.pick(&["x", "é", "🥧", "ab "]).copied().unwrap_or("x");
            let length = dice.pick(&lengths).copied().unwrap_or(100);
            sign.chars().cycle().take(length).collect()
        }
    };
    fitted(text, least, most)
}

/// Some random characters of the planes that people write in.
fn scribbled(dice: &mut Dice) -> String {
    let length = dice.between(1, 12);
    let ranges = [
        (0x20, 0x5f),
        (0xa0, 0x200),
        (0x370, 0x90),
        (0x4e00, 0x100),
        (0x1f300, 0x80),
    ];
    let sign = |_| {
        let (start, span) = dice.pick(&ranges).copied().unwrap_or((0x20, 0x5f));
        let sign = u32::try_from(start + dice.below(span)).unwrap_or(0x20);
        char::from_u32(sign).unwrap_or('?')
    };
    (0..length).map(sign).collect()
}

fn fitted(text: String, least: usize, most: usize) -> String {
    let length = text.chars().count();
    if length > most {
        return text.chars().take(most).collect();
    }
    text.chars()
        .chain(std::iter::repeat_n('x', least.saturating_sub(length)))
        .collect()
}

/// Any UUID, in the form in which it is written.
pub(super) fn uuid(dice: &mut Dice) -> String {
    let bits = (u128::from(dice.next()) << 64) | u128::from(dice.next());
    match dice.below(40) {
        0 => Uuid::nil().to_string(),
        1 => Uuid::max().to_string(),
        _ => Uuid::from_u128(bits).to_string(),
    }
}

/// A day from 1900 to 2173, among them leap days and turns of the year.
pub(super) fn date(dice: &mut Dice) -> String {
    let edges = [
        "2024-02-29",
        "2026-12-31",
        "2027-01-01",
        "1970-01-01",
        "2000-02-29",
    ];
    if dice.percent(25) {
        return dice.pick(&edges).copied().unwrap_or_default().to_owned();
    }
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
    let days = i64::try_from(dice.below(100_000)).unwrap_or(0);
    (first + TimeDelta::days(days)).to_string()
}

/// A moment in UTC, as `chrono` writes it, with and without fractions of a second.
pub(super) fn date_time(dice: &mut Dice) -> String {
    let seconds = i64::try_from(dice.below(4_000_000_000)).unwrap_or(0);
    let nanos = *dice.pick(&[0, 1_000_000, 123_456_000, 999_999_000]).unwrap_or(&0);
    let moment = DateTime::from_timestamp(seconds, nanos).unwrap_or_default();
    // What serde writes, so that it reads back the same.
    serde_json::to_value(moment)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
