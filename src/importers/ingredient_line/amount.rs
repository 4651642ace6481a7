//! One amount: a number or a range, with what marks it as approximate.

use heirloom_events::values::Amount;
use winnow::combinator::alt;
use winnow::prelude::*;

use super::Unread;
use super::number::{Form, Number, absurd, in_digits, number};
use super::words::{strip_any, strip_word};

/// An amount at the start of a text, and what follows it.
pub(super) struct Read<'a> {
    pub(super) amount: Result<Amount, Unread>,
    /// How the first number was written; `None` for a range.
    pub(super) form: Option<Form>,
    pub(super) approximate: bool,
    /// The number as written.
    pub(super) written: &'a str,
    pub(super) rest: &'a str,
}

const APPROXIMATE: &[&str] = &[
    "~",
    "about",
    "around",
    "approximately",
    "approx.",
    "approx",
    "appr.",
    "appr",
    "ca.",
    "ca",
    "circa",
    "c.",
    "roughly",
    "nearly",
    "almost",
    "up to",
    "close to",
    "<",
    ">",
    "at least",
    "at most",
    "less than",
    "more than",
    "just over",
    "just under",
    "scant",
    "a scant",
    "a generous",
    "generous",
    "maybe",
    "say",
    "minimum",
    "max.",
];

/// Takes marks such as `~` and `about` off the start.
pub(super) fn approximately(text: &str) -> (bool, &str) {
    let mut rest = text;
    // Several may stand together: `about ~5`.
    while let Some(shorter) = strip_any(rest, APPROXIMATE) {
        rest = shorter;
    }
    (rest.len() < text.len(), rest)
}

/// The amount at the start of a text, if a number stands there.
pub(super) fn amount(text: &str) -> Option<Read<'_>> {
    let (approximate, text) = approximately(text);
    let (from, text) = match strip_word(text, "from") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let start = text;
    if let Some(digits) = text
        .strip_prefix('-')
        .filter(|t| t.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
    {
        let mut rest = digits;
        in_digits.parse_next(&mut rest).ok()?;
        let written = &start[..start.len() - rest.len()];
        return Some(Read {
            amount: Err(absurd(written, "it is negative")),
            form: None,
            approximate,
            written,
            rest,
        });
    }
    let mut rest = text;
    let first = with_fractions(number.parse_next(&mut rest).ok()?, &mut rest);
    if let Some(read) = range(&first, rest, approximate, start) {
        return Some(read);
    }
    if from && first.form == Form::Article {
        return None;
    }
    let written = &start[..start.len() - rest.len()];
    let (amount, form) = match slash_range(&first) {
        Some(amount) if written.contains(" /") => (Ok(amount), None),
        _ => (first.value.clone().map(Amount::exactly), Some(first.form)),
    };
    Some(Read {
        amount,
        form,
        approximate,
        written,
        rest,
    })
}

/// `1 + 1/2 + 1/8 cups`: fractions that are added to the number.
fn with_fractions(mut first: Number, rest: &mut &str) -> Number {
    while let (Ok(sum), Some(tail)) = (&first.value, rest.trim_start().strip_prefix('+')) {
        let mut after = tail.trim_start();
        let Ok(Number {
            value: Ok(part),
            form: Form::Fraction { .. },
            ..
        }) = in_digits.parse_next(&mut after)
        else {
            break;
        };
        let Ok(value) = sum.checked_add(part) else { break };
        first = Number {
            value: Ok(value),
            form: Form::Mixed,
            parts: (0, 1),
        };
        *rest = after;
    }
    first
}

/// `3/4` read as three to four, which some mean by it.
pub(super) fn slash_range(number: &Number) -> Option<Amount> {
    let (low, high) = number.parts;
    let possible = matches!(number.form, Form::Fraction { plain_slash: true }) && low >= 2 && high == low + 1;
    let quantity = |n| heirloom_events::values::Quantity::new(n, 1).ok();
    possible
        .then(|| Amount::range(quantity(low)?, quantity(high)?).ok())
        .flatten()
}

fn range<'a>(first: &Number, rest: &'a str, approximate: bool, start: &'a str) -> Option<Read<'a>> {
    if first.form == Form::Article {
        return None;
    }
    let (tail, dash) = separator(rest)?;
    let (about, tail) = approximately(tail);
    let mut rest = tail;
    let second = alt((in_digits, super::number::in_words))
        .parse_next(&mut rest)
        .ok()?;
    let clear = second.form != Form::Article && !rest.starts_with(|c: char| c == '%' && !dash);
    if !clear {
        return None;
    }
    let written = &start[..start.len() - rest.len()];
    let amount = match (&first.value, &second.value) {
        (Ok(low), Ok(high)) if dash => {
            Amount::range(*low, *high).map_err(|e| absurd(written, &e.to_string()))
        }
        // `1 or 1/2`: an alternative, not a range.
        (Ok(low), Ok(high)) => Ok(Amount::range(*low, *high).ok()?),
        (Err(unread), _) | (_, Err(unread)) => Err(unread.clone()),
    };
    Some(Read {
        amount,
        form: None,
        approximate: approximate || about,
        written,
        rest,
    })
}

/// `-`, ` to `, ` or `: what stands between the ends of a range; whether it was a dash.
fn separator(rest: &str) -> Option<(&str, bool)> {
    let inner = rest.trim_start();
    if let Some(tail) = inner.strip_prefix('-').or_else(|| inner.strip_prefix('—')) {
        return Some((tail.trim_start(), true));
    }
    let spaced = inner.len() < rest.len();
    let words = strip_any(inner, &["to", "up to", "or"]).filter(|_| spaced)?;
    Some((words, false))
}
