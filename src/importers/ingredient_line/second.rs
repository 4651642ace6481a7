//! Second amounts: in brackets (`150 g (1/3 lb)`), or behind a slash, a bar or `or` (`1 kg / 2 lbs`).

use super::SecondAmount;
use super::amount::amount;
use super::measure::{Measure, closes, is_too_many_cups};
use super::sum;
use super::unit::{is_measured, kind, unit, unit_behind_modifiers};
use super::units::Kind;
use super::words::{strip_any, strip_word};

/// A bracket at the start that holds nothing but an amount, and what follows it.
pub(super) fn bracketed(text: &str) -> Option<(SecondAmount, &str)> {
    let inner = text.trim_start().strip_prefix('(')?;
    let end = inner
        .find([')', '('])
        .filter(|end| inner[*end..].starts_with(')'))?;
    let second = whole(&inner[..end])?;
    Some((second, inner[end + 1..].trim_start()))
}

/// The amount of a bracket's content, if it is one; of several, the first.
pub(super) fn whole(content: &str) -> Option<SecondAmount> {
    whole_to(content, 3)
}

/// `more`: how many further amounts may follow, `32 oz, 946 mL`.
fn whole_to(content: &str, more_amounts: usize) -> Option<SecondAmount> {
    let content = content.trim().trim_start_matches(['=', '~']).trim_start();
    let content = strip_any(content, &["or about", "or", "i.e.", "that's", "equals", "makes"])
        .filter(|c| unit_follows(c))
        .unwrap_or(content);
    let read = amount(content)?;
    if read.form == Some(super::number::Form::Article) || read.rest.trim_start().starts_with(['%', '°', '+'])
    {
        return None;
    }
    let number = read.amount.ok()?;
    let near = read.rest.trim_start().trim_start_matches('-').trim_start();
    let (unit, rest) = match unit_behind_modifiers(near) {
        Some((unit, _, rest)) => (Some(unit.to_owned()), rest),
        None => (None, near),
    };
    let more = rest.trim_start();
    let another = more
        .strip_prefix(['/', '|', ',', '='])
        .or_else(|| strip_word(more, "or"));
    if unit
        .as_deref()
        .is_some_and(|unit| is_too_many_cups(&number, unit))
    {
        return None;
    }
    // `(300 grams stemless)`
    let one_word = unit.is_some() && !more.is_empty() && more.chars().all(char::is_alphabetic);
    let fits = closes(more)
        || one_word
        || unit.is_some()
            && more_amounts > 0
            && another.is_some_and(|text| whole_to(text, more_amounts - 1).is_some_and(|s| s.unit.is_some()));
    fits.then_some(SecondAmount { amount: number, unit })
}

fn unit_follows(text: &str) -> bool {
    amount(text).is_some_and(|read| {
        unit(read.rest.trim_start()).is_some_and(|(_, kind, rest)| is_measured(kind) && closes(rest))
    })
}

/// The measure with the second amount that follows it, taken off the rest.
pub(super) fn following(measure: Measure<'_>) -> Measure<'_> {
    let mut measure = sum::or_less(measure);
    if let Some(range) = or_bracket(&measure) {
        return range;
    }
    // One may follow the other: `1 cup / 2.5 dl (200 g)`; the first stays, all leave the rest.
    for _ in 0..4 {
        let bracket = || measure.unit.and_then(|_| bracketed(measure.rest));
        let Some((second, rest)) = behind_sign(&measure)
            .or_else(|| size_of_container(&measure))
            .or_else(bracket)
        else {
            break;
        };
        let second = measure.second.clone().or(Some(second));
        measure = sum::or_less(Measure {
            second,
            rest,
            ..measure
        });
    }
    measure
}

/// `/`, `|`, `or` and a full measure: `500g or 1lb`, `1 cup/240 milliliters`, `32 oz / 950ml`.
fn behind_sign<'a>(measure: &Measure<'a>) -> Option<(SecondAmount, &'a str)> {
    measure.unit?;
    let near = measure.rest.trim_start();
    let sign = near.strip_prefix(['/', '|', '=']).map(str::trim_start);
    let text = sign
        .or_else(|| strip_word(near, "or"))
        .or_else(|| strip_word(near, "OR"))?;
    let read = amount(text)?;
    if read.form == Some(super::number::Form::Article) {
        return None;
    }
    let number = read.amount.ok()?;
    let (unit, _, rest) = unit_behind_modifiers(read.rest.trim_start().trim_start_matches('-'))?;
    // `1kg/2lb 4oz`
    let whole = Measure {
        amount: number,
        unit: Some(unit),
        second: None,
        approximate: false,
        article: false,
        rest,
    };
    let whole = sum::added(whole).ok()?;
    Some((
        SecondAmount {
            amount: whole.amount,
            unit: whole.unit.map(str::to_owned),
        },
        whole.rest,
    ))
}

/// `1 bottle 700ml red wine`: the size follows the container.
fn size_of_container<'a>(measure: &Measure<'a>) -> Option<(SecondAmount, &'a str)> {
    let container = measure.unit.and_then(kind) == Some(Kind::Container) && measure.second.is_none();
    let near = measure.rest.trim_start();
    let read = amount(near).filter(|_| container && near.starts_with(|c: char| c.is_ascii_digit()))?;
    let (unit, kind, rest) = unit(read.rest.trim_start())?;
    let size = SecondAmount {
        amount: read.amount.ok()?,
        unit: Some(unit.to_owned()),
    };
    is_measured(kind).then_some((size, rest))
}

/// `1 (or 2) cloves`: one or two.
fn or_bracket<'a>(measure: &Measure<'a>) -> Option<Measure<'a>> {
    let inner = measure.rest.trim_start().strip_prefix('(')?;
    let read = amount(strip_any(inner, &["or", "to"])?)?;
    let rest = read.rest.strip_prefix(')')?.trim_start();
    if measure.unit.is_some() || measure.amount.up_to.is_some() {
        return None;
    }
    let amount =
        heirloom_events::values::Amount::range(measure.amount.quantity, read.amount.ok()?.quantity).ok()?;
    let (unit, rest) = unit_behind_modifiers(rest).map_or((None, rest), |(unit, _, rest)| (Some(unit), rest));
    Some(Measure {
        amount,
        unit,
        rest,
        ..measure.clone()
    })
}
