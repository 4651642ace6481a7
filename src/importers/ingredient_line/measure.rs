//! One measure: an amount, its unit, and a second amount: `150 g (1/3 lb)`, `4 15oz cans`, `1 cup + 2 tbsp`.

use heirloom_events::values::Amount;

use super::amount::{Read, amount, approximately, slash_range};
use super::number::{Form, of_a};
use super::second::{bracketed, following};
use super::unit::{is_measured, kind, known_unit, unit, unit_behind_modifiers};
use super::units::Kind;
use super::words::{VAGUE, first_word, is_one_of, strip_any, strip_word};
use super::{SecondAmount, Unread, sum};
use winnow::Parser;

/// A measure, and what follows it.
#[derive(Clone, Debug)]
pub(super) struct Measure<'a> {
    pub(super) amount: Amount,
    pub(super) unit: Option<&'a str>,
    pub(super) second: Option<SecondAmount>,
    pub(super) approximate: bool,
    /// A bare `a` without a unit: the weakest kind of number.
    pub(super) article: bool,
    pub(super) rest: &'a str,
}

/// The measure at the start of a text, if a number stands there.
pub(super) fn measure(text: &str) -> Option<Result<Measure<'_>, Unread>> {
    let read = amount(text)?;
    if read.form == Some(Form::Article) && is_vague(read.rest) || is_a_name(&read) {
        return None;
    }
    Some(measured(read))
}

/// `5 spice powder`, `7-Up`: the number belongs to the name.
fn is_a_name(read: &Read<'_>) -> bool {
    let near = read.rest.trim_start_matches([' ', '-']);
    strip_any(near, &["spice", "spices", "up"])
        .is_some_and(|_| read.form == Some(Form::Integer) && (read.written != "1"))
}

fn is_vague(text: &str) -> bool {
    let mut words = text
        .split(' ')
        .take(3)
        .take_while(|w| !w.eq_ignore_ascii_case("of"));
    // `a good bunch` is a bunch; `a good bit` is a bit.
    unit_behind_modifiers(text).is_none() && words.any(|word| is_one_of(word, VAGUE))
}

fn measured(read: Read<'_>) -> Result<Measure<'_>, Unread> {
    no_other_kind_of_number(read.rest)?;
    let number = read.amount.clone()?;
    if let Some(package) = package(&read, number) {
        return package;
    }
    let rest = plus_sign(read.rest);
    let rest = if matches!(read.form, Some(Form::Fraction { .. })) {
        whole_of(rest)
    } else {
        rest
    };
    let mut found = with_unit(&read, number, rest)?;
    found = sum::half_more(found);
    found = sum::range_with_units(found)?;
    found = sum::added(found)?;
    Ok(following(found))
}

/// `%` and `°` behind a number make it no amount.
fn no_other_kind_of_number(rest: &str) -> Result<(), Unread> {
    let near = rest.trim_start();
    if near.starts_with('%') || strip_any(near, &["percent", "per cent"]).is_some() {
        return Err(Unread::Percentage);
    }
    let degrees = ["°", "º", "degrees", "F ", "F/", "C/", "˚"];
    if degrees.iter().any(|mark| near.starts_with(mark)) || matches!(rest, "F" | "F)" | "C)") {
        return Err(Unread::Temperature);
    }
    Ok(())
}

/// `30g+`, `10+`: the sign says "or more".
fn plus_sign(rest: &str) -> &str {
    match rest.strip_prefix('+') {
        Some(tail) if !tail.trim_start().starts_with(|c: char| c.is_ascii_digit()) => tail,
        _ => rest,
    }
}

/// Behind a fraction: `1/4 of an onion`, `1/3 of a teaspoon`, `1/4 a stick`.
fn whole_of(rest: &str) -> &str {
    let mut tail = rest;
    // Always succeeds: the phrase is optional.
    let _ = of_a.parse_next(&mut tail).is_ok();
    tail
}

fn with_unit<'a>(read: &Read<'a>, number: Amount, rest: &'a str) -> Result<Measure<'a>, Unread> {
    let glued = rest.strip_prefix('-').unwrap_or(rest);
    let (near, bracket) = match bracketed(rest) {
        // `4.5 (650g) cups flour`, `1 (15-ounce) can`: the bracket stands before the unit.
        Some((second, after)) => (after, Some(second)),
        None => (glued.trim_start(), None),
    };
    let inch = near.strip_prefix('-').map_or(near, str::trim_start);
    let inches = glued
        .strip_prefix("in")
        .filter(|t| t.starts_with(['.', ' ']) && glued.len() == rest.len() && !rest.starts_with(' '));
    let found = match inches {
        Some(tail) => Some((&glued[..2], Kind::Length, tail.trim_start_matches('.'))),
        None => unit_behind_modifiers(inch),
    };
    let mut measure = Measure {
        amount: number,
        unit: None,
        second: None,
        approximate: read.approximate || rest.len() < read.rest.len() && read.rest.starts_with('+'),
        article: read.form == Some(Form::Article),
        rest: if bracket.is_some() { near } else { rest },
    };
    if let (Some(second), Some((unit, kind, after))) = (&bracket, found)
        && second.unit.is_none()
        && is_measured(kind)
    {
        // `2 (3 1/2) pound whole chickens`: two of three and a half pounds each.
        measure.second = Some(SecondAmount {
            amount: second.amount,
            unit: Some(unit.to_owned()),
        });
        measure.rest = after;
        return Ok(measure);
    }
    measure.second = bracket;
    let found = found.filter(|(unit, ..)| !is_too_many_cups(&measure.amount, unit));
    if let Some((unit, _, after)) = found.filter(|(unit, _, after)| is_really_a_unit(unit, after)) {
        settle_thousands(&mut measure, read, unit)?;
        measure.unit = Some(unit);
        measure.article = false;
        measure.rest = plus_sign(after);
    } else {
        settle_slash(&mut measure, read);
    }
    if let Some(Kind::Piece) = measure.unit.and_then(kind) {
        settle_slash(&mut measure, read);
    }
    Ok(measure)
}

/// `33c`, `180C`: centilitres or degrees, but not cups.
pub(super) fn is_too_many_cups(amount: &Amount, unit: &str) -> bool {
    matches!(unit, "c" | "C") && amount.quantity.parts().0 / amount.quantity.parts().1 > 20
}

/// `8 cloves` are the spice: a piece needs something that it is a piece of.
fn is_really_a_unit(unit: &str, after: &str) -> bool {
    let next = first_word(after.trim_start()).0;
    let compound = is_one_of(
        unit,
        &[
            "rib", "pot", "cube", "strip", "fillet", "sheet", "tube", "loaf", "square", "pound", "stick",
            "box", "can", "cup",
        ],
    ) && is_one_of(
        next,
        &[
            "eye", "roast", "steak", "steaks", "pan", "opener", "cake", "cakes", "grater", "blender",
        ],
    );
    // `two glass marbles` are not two glasses.
    let marbles = unit.eq_ignore_ascii_case("glass")
        && strip_word(after.trim_start(), "of").is_none()
        && next.ends_with('s');
    if compound || marbles {
        return false;
    }
    let of_something = after
        .trim_start()
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '"' | '/' | '|' | '+' | '-'));
    let named = matches!(
        unit.to_lowercase().as_str(),
        "cloves" | "clove" | "leaves" | "ribs" | "sprinkles" | "gloves" | "fillets" | "rolls"
    );
    of_something || !named
}

/// `1.000 g` is a thousand, `1,250 kg` is one and a quarter: nobody weighs milligrams or tons.
fn settle_thousands(measure: &mut Measure<'_>, read: &Read<'_>, unit: &str) -> Result<(), Unread> {
    let Some((whole, places)) = read.written.split_once(['.', ',']) else {
        return Ok(());
    };
    let three = places.len() == 3
        && places.bytes().all(|b| b.is_ascii_digit())
        && !whole.is_empty()
        && !whole.starts_with('0');
    let (point, digits) = (read.written.contains('.'), format!("{whole}{places}"));
    let quantity = |text: &str| text.parse().ok().map(Amount::exactly);
    let other = match known_unit(unit) {
        Some("g" | "ml") if three && point => quantity(&digits),
        Some("kg" | "l" | "lb") if three && !point => quantity(&format!("{whole}.{places}")),
        _ => return Ok(()),
    };
    measure.amount = other.ok_or_else(|| Unread::Ambiguous {
        number: read.written.to_owned(),
    })?;
    Ok(())
}

/// `2/3 cardamom pods`, `5/6 bay leaves`: without a measuring unit and with a plural, from two to three.
fn settle_slash(measure: &mut Measure<'_>, read: &Read<'_>) {
    let mut text = read.written;
    let Ok(number) = super::number::in_digits.parse_next(&mut text) else {
        return;
    };
    let Some(range) = slash_range(&number) else { return };
    let noun = read.rest.split([',', '(', ';']).next().unwrap_or("").trim();
    let last = noun.split(' ').next_back().unwrap_or("").to_lowercase();
    let plural = last.ends_with('s')
        && !last.ends_with("ss")
        && !matches!(
            last.as_str(),
            "oats" | "noodles" | "greens" | "couscous" | "hummus"
        );
    if plural || number.parts.1 > 5 && number.parts.1 != 8 {
        measure.amount = range;
    }
}

/// `4 15oz cans`, `2 x 400g tins`, `1 8oz cream cheese`, `a 14-oz can`, `2x 2 quart dishes`, `3x eggs`.
fn package<'a>(read: &Read<'a>, number: Amount) -> Option<Result<Measure<'a>, Unread>> {
    if let Some(thick) = thick(read) {
        return Some(Ok(thick));
    }
    if !matches!(read.form, Some(Form::Integer | Form::Word | Form::Article)) {
        return None;
    }
    let near = read.rest.trim_start();
    let times = near
        .strip_prefix(['x', 'X', '×'])
        .filter(|t| t.is_empty() || t.starts_with(|c: char| !c.is_alphabetic()));
    let count = Measure {
        amount: number,
        unit: None,
        second: None,
        approximate: read.approximate,
        article: false,
        rest: times.unwrap_or(near),
    };
    let Some((size, unit, after)) = size(times.unwrap_or(near)) else {
        // `9x13 pan` is a dimension.
        return times.map(
            |rest| match rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                true => Err(Unread::NotAnAmount),
                false => Ok(with_container(Measure { rest, ..count })),
            },
        );
    };
    let spaced = times.is_none()
        && near[..near.len() - after.len()]
            .trim_end_matches(unit)
            .ends_with(' ');
    let container = unit_behind_modifiers(after.trim_start_matches([')', '.']))
        .is_some_and(|(_, kind, _)| !is_measured(kind));
    let three_digits = near.as_bytes().iter().take_while(|b| b.is_ascii_digit()).count() == 3;
    if spaced && three_digits && !container && read.form == Some(Form::Integer) {
        // `2 500 g` may be two and a half kilos; `1 000 g` can only be one.
        return Some(Err(Unread::Ambiguous {
            number: format!("{} {}", read.written, &near[..3]),
        }));
    }
    let second = Some(SecondAmount {
        amount: size,
        unit: Some(unit.to_owned()),
    });
    // `1 x 400g/14oz tin`: what repeats the size goes.
    let rest = following(Measure {
        unit: Some(unit),
        rest: after,
        ..count.clone()
    })
    .rest;
    let whole = with_container(Measure {
        second,
        rest,
        ..count
    });
    let dimension = times.is_some() && kind(unit) == Some(Kind::Length) && whole.unit.is_none();
    Some(if dimension {
        Err(Unread::NotAnAmount)
    } else {
        Ok(whole)
    })
}

/// The size of a package: digits and a measuring unit.
fn size(text: &str) -> Option<(Amount, &str, &str)> {
    let text = approximately(text.trim_start()).1;
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.' || super::tidy::vulgar(c).is_some()) {
        return None;
    }
    let read = amount(text)?;
    let near = read.rest.trim_start();
    let (unit, kind, after) = unit(near.strip_prefix('-').unwrap_or(near).trim_start())?;
    if !is_measured(kind) {
        return None;
    }
    Some((read.amount.ok()?, unit, after))
}

fn with_container(measure: Measure<'_>) -> Measure<'_> {
    let near = measure.rest.trim_start_matches([')', '.', '-', ' ']);
    match unit_behind_modifiers(near) {
        Some((unit, kind, after)) if !is_measured(kind) && is_really_a_unit(unit, after) => Measure {
            unit: Some(unit),
            rest: after,
            ..measure
        },
        _ => Measure {
            rest: near,
            ..measure
        },
    }
}

/// `4 ¼ inch thick steaks`: four steaks, each a quarter of an inch thick; `1 1/4 oz packet`: one of yeast or
/// gelatin, which are sold so.
fn thick<'a>(read: &Read<'a>) -> Option<Measure<'a>> {
    let (count, size) = read
        .written
        .split_once(' ')
        .filter(|_| read.form == Some(Form::Mixed))?;
    let near = read.rest.trim_start_matches([' ', '-']);
    let (unit, kind, after) = unit(near)?;
    let (count, size) = (count.parse().ok()?, amount(size)?.amount.ok()?);
    let tail = strip_word(after.trim_start_matches([' ', '-']), "thick").filter(|_| kind == Kind::Length);
    let behind_bracket = bracketed(after).map_or(after, |(_, rest)| rest);
    let packet = unit_behind_modifiers(behind_bracket.trim_start_matches('.')).filter(|(packet, ..)| {
        known_unit(packet) == Some("packet")
            && known_unit(unit) == Some("oz")
            && size.quantity.parts() == (1, 4)
    });
    let (container, tail) = match (tail, packet) {
        (Some(tail), _) => (None, tail),
        (None, Some((packet, _, tail))) => (Some(packet), tail),
        (None, None) => return None,
    };
    Some(Measure {
        amount: Amount::exactly(count),
        unit: container,
        second: Some(SecondAmount {
            amount: size,
            unit: Some(unit.to_owned()),
        }),
        approximate: read.approximate,
        article: false,
        rest: tail,
    })
}

/// Is it a word that a measure may be followed by, where it stands alone in brackets or at the end?
pub(super) fn closes(rest: &str) -> bool {
    let rest = rest.trim_matches([' ', '.', ')']);
    let shorter = strip_any(
        rest,
        &[
            "or so",
            "or more",
            "or less",
            "or a bit more",
            "approximately",
            "approx",
            "more or less",
        ],
    )
    .unwrap_or(rest);
    shorter.is_empty() || shorter.starts_with([',', ';', '/', '|']) || {
        let mut words = shorter.split(' ').map(|w| first_word(w).0);
        words.all(|w| {
            is_one_of(w, super::words::SIZES)
                || is_one_of(w, super::words::PREPARED)
                || is_one_of(w, super::words::MANNERS)
                || is_one_of(w, CLOSING)
        })
    }
}

const CLOSING: &[&str] = &[
    "each",
    "total",
    "whole",
    "ripe",
    "net",
    "drained",
    "weight",
    "in",
    "all",
    "only",
    "large",
    "altogether",
    "dry",
    "uncooked",
    "ones",
    "sized",
];
