//! Where the amount of a line stands: at the start, behind a colon or a comma, in brackets, at the end.

use heirloom_events::values::Amount;

use super::measure::{Measure, closes, measure};
use super::second::whole;
use super::unit::{kind, unit_behind_modifiers};
use super::units::Kind;
use super::words::{first_word, is_one_of, strip_any, strip_word};
use super::{SecondAmount, Unread};

/// What was found, and the text without it.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) amount: Option<Amount>,
    pub(super) unit: Option<String>,
    pub(super) second: Option<SecondAmount>,
    pub(super) approximate: bool,
    /// The text from which the name is read.
    pub(super) rest: String,
    /// What belongs to the amount and is no part of the name: `per person`, `juice of`.
    pub(super) remark: Option<String>,
    pub(super) unread: Option<Unread>,
}

/// Finds the amount of a line. The first place that fits wins; a refused number at the start ends the search.
pub(super) fn find(text: &str) -> Found {
    let mut unread = None;
    match measure(text) {
        Some(Ok(lead)) if !(lead.article && lead.rest.is_empty()) => return leading(&lead),
        Some(Err(why @ (Unread::Percentage | Unread::Temperature))) => unread = Some(why),
        Some(Err(why)) => {
            return Found {
                rest: text.to_owned(),
                unread: Some(why),
                ..Found::default()
            };
        }
        _ => {}
    }
    let found = juice_of(text)
        .or_else(|| after_colon(text))
        .or_else(|| in_segments(text))
        .or_else(|| in_brackets(text))
        .unwrap_or_else(|| Found {
            rest: text.to_owned(),
            ..Found::default()
        });
    let lone = unit_alone(without_vague(&found.rest));
    let found = if found.amount.is_none() {
        lone
    } else {
        Found {
            rest: lone.rest,
            ..found
        }
    };
    Found { unread, ..found }
}

fn leading(lead: &Measure<'_>) -> Found {
    let (rest, remark) = without_per(lead.rest);
    let found = found(lead, rest, remark);
    let second = found
        .second
        .clone()
        .or_else(|| brackets(&found.rest).find_map(|(_, content)| named_second(content)));
    Found { second, ..found }
}

fn found(measure: &Measure<'_>, rest: String, remark: Option<String>) -> Found {
    Found {
        amount: Some(measure.amount),
        unit: measure.unit.map(str::to_owned),
        second: measure.second.clone(),
        approximate: measure.approximate,
        rest,
        remark,
        unread: None,
    }
}

/// A second amount inside a later bracket must show a unit.
fn named_second(content: &str) -> Option<SecondAmount> {
    whole(content).filter(|second| second.unit.is_some())
}

/// `2 peppers per person`: the last words belong to the amount.
fn without_per(text: &str) -> (String, Option<String>) {
    let tail = text
        .rfind(" per ")
        .filter(|at| !text[*at..].contains([',', ')', '(']));
    match tail {
        Some(at) => (text[..at].to_owned(), Some(text[at..].trim().to_owned())),
        None => (text.to_owned(), None),
    }
}

/// `a little bit of salt`: the words before `of` name no ingredient.
fn without_vague(text: &str) -> &str {
    if let Some(rest) = strip_any(text, &["a few", "a little", "several", "a couple"])
        .filter(|rest| !rest.starts_with("of ") && !rest.starts_with("bit "))
    {
        return rest;
    }
    let lead = strip_any(text, &["a", "some"]).and_then(|rest| rest.split_once(" of "));
    match lead {
        Some((words, rest))
            if words.split(' ').count() <= 3
                && words.split(' ').any(|w| is_one_of(w, super::words::VAGUE)) =>
        {
            rest
        }
        _ => text,
    }
}

/// `Pinch of nutmeg`, `Tablespoon of oil`: a unit without a number gets none.
fn unit_alone(text: &str) -> Found {
    let plain = Found {
        rest: text.to_owned(),
        ..Found::default()
    };
    let Some((unit, kind, after)) = unit_behind_modifiers(text) else {
        return plain;
    };
    let after_trimmed = after.trim_start();
    let of = strip_word(after_trimmed, "of");
    // `Dash pepper`, `Handful chopped onion`; but `Clove powder` and `Can opener` are names.
    let rest = of.or_else(|| matches!(kind, Kind::Inexact | Kind::Volume).then_some(after_trimmed));
    let single = unit.chars().count() == 1;
    match rest.filter(|rest| {
        rest.starts_with(char::is_alphabetic) && !single && unit.starts_with(char::is_alphabetic)
    }) {
        Some(rest) => Found {
            unit: Some(unit.to_owned()),
            rest: rest.to_owned(),
            ..plain
        },
        None => plain,
    }
}

const OF_FRUIT: &[&str] = &[
    "juice", "zest", "peel", "peels", "rind", "grated", "whites", "yolks", "skin", "skins", "seeds", "rinds",
    "lemon", "lime", "orange", "diced", "chopped", "leaves", "the", "finely", "minced", "sliced", "and",
    "only", "half", "whole", "orange", "egg", "of", "from", "fresh",
];

/// After these, a number counts the thing itself: `Lemon 2 large`.
const FRUIT: &[&str] = &["lemon", "lime", "orange", "egg", "fresh", "whole"];

/// `Juice of 2-3 limes`, `The whites only of six eggs`, `Diced half onion`: what to get is the fruit.
fn juice_of(text: &str) -> Option<Found> {
    let mut rest = text;
    let mut before = "";
    for skipped in 0..6 {
        let (word, after) = first_word(rest);
        if skipped > 0
            && let Some(Ok(measure)) = measure(rest).filter(|m| {
                m.as_ref()
                    .is_ok_and(|m| !m.article || text[..text.len() - rest.len()].contains(" of "))
            })
        {
            let lead = text[..text.len() - rest.len()].trim();
            let (name, remark) = without_per(measure.rest);
            let lead = strip_any(lead, &["the"])
                .unwrap_or(lead)
                .trim_end_matches(" of")
                .trim_end_matches(" from");
            return (!name.trim().is_empty() && !is_one_of(before, FRUIT)).then(|| {
                let remark = super::name::joined(Some(lead.to_owned()), remark);
                found(&measure, name, remark)
            });
        }
        if !is_one_of(word, OF_FRUIT) || after.starts_with([',', '(', ':', '/']) {
            return None;
        }
        rest = after.trim_start();
        before = word;
    }
    None
}

/// `porkchops: 4`, `Spaghetti: 320 g | 11 oz`.
fn after_colon(text: &str) -> Option<Found> {
    let (before, after) = text.split_once(':').filter(|(before, _)| before.len() <= 120)?;
    let lead = measure(after.trim_start())?.ok()?;
    let (rest, remark) = without_per(lead.rest);
    let tail = rest.trim();
    let fits = closes(tail) || tail.starts_with('(') || lead.unit.is_some();
    let join = if tail.is_empty() || tail.starts_with(['(', ',']) {
        " "
    } else {
        ", "
    };
    fits.then(|| {
        found(
            &lead,
            format!("{}{join}{tail}", before.trim()).trim().to_owned(),
            remark,
        )
    })
}

/// `Greek yogurt, 2 cups`, `White wine 1/4 cup (60g)`, `Salt - 1 1/2 teaspoons`.
fn in_segments(text: &str) -> Option<Found> {
    let mut first = true;
    for (start, segment) in segments(text).into_iter().take(12) {
        let whole_segment = (!first).then(|| alone(segment)).flatten().map(|m| (0, m));
        if let Some((at, measure)) = whole_segment.or_else(|| at_end(segment, first)) {
            let (_, remark) = without_per(measure.rest);
            let tail_note = measure.rest.trim_matches([' ', '.']);
            let before = text[..start + at].trim_end_matches([' ', ',', ';', '-']);
            let behind = &text[start + segment.len()..];
            let mut found = found(&measure, String::new(), remark.or_else(|| note(tail_note)));
            // `Tomato passata 10oz (300g)`
            found.second = found.second.or_else(|| {
                brackets(behind)
                    .take(1)
                    .find_map(|(at, content)| named_second(content).filter(|_| at <= 2))
            });
            found.rest = format!("{before}{behind}");
            return Some(found);
        }
        first = false;
    }
    None
}

fn note(tail: &str) -> Option<String> {
    let prepared = tail
        .split(' ')
        .any(|word| is_one_of(word, super::words::PREPARED));
    prepared.then(|| tail.to_owned())
}

/// A segment that is nothing but a measure.
fn alone(segment: &str) -> Option<Measure<'_>> {
    let measure = with_last_unit(measure(segment)?.ok()?);
    let per = measure.rest.trim_start().starts_with("per ");
    let sound = measure.unit.is_some() || is_small_count(&measure);
    (sound && !measure.article && (per || closes(measure.rest))).then_some(measure)
}

/// A measure at the end of a segment, where it begins a word.
fn at_end(segment: &str, first: bool) -> Option<(usize, Measure<'_>)> {
    let starts = segment
        .match_indices(' ')
        .map(|(at, _)| {
            if segment[at + 1..].starts_with('x')
                && segment[at + 2..].starts_with(|c: char| c.is_ascii_digit())
            {
                at + 2
            } else {
                at + 1
            }
        })
        .filter(|at| {
            segment[*at..]
                .starts_with(|c: char| c.is_ascii_digit() || "~.¼½¾⅓⅔⅛⅜⅝⅞".contains(c) || "aA".contains(c))
        });
    for at in starts.take(8) {
        let before = segment[..at].trim_end();
        // `Eggs x 2`, `Eggs x2`
        let before = before.strip_suffix(" x").unwrap_or(before);
        let word = before.rsplit(' ').next().unwrap_or("");
        if is_one_of(word, NEVER_BEFORE) || before.is_empty() {
            continue;
        }
        let Some(Ok(measure)) = measure(&segment[at..]) else {
            continue;
        };
        let measure = with_last_unit(measure);
        let per = measure.rest.trim_start().starts_with("per ");
        let length = measure.unit.and_then(kind) == Some(Kind::Length);
        let bare =
            measure.unit.is_none() && first && is_small_count(&measure) && before.split(' ').count() <= 5;
        let sound = measure.unit.is_some() && !length || bare || length && first;
        if sound && !measure.article && (per || closes(measure.rest)) {
            return Some((approximately_before(segment, before.len() + 1), measure));
        }
    }
    None
}

/// Where the words `about` and `approx` before the number begin.
fn approximately_before(segment: &str, at: usize) -> usize {
    let before = segment[..at].trim_end();
    let word = before.rsplit(' ').next().unwrap_or("");
    if is_one_of(
        word,
        &["about", "around", "approx", "approximately", "ca", "roughly"],
    ) {
        before.len() - word.len()
    } else {
        at
    }
}

const NEVER_BEFORE: &[&str] = &[
    "into", "in", "to", "at", "by", "for", "with", "than", "type", "no", "nr", "number", "grade", "step",
    "see", "vitamin", "part", "every", "per", "use", "after", "last", "note", "recipe", "thirds", "until",
    "aged", "t", "x", "chapter", "page", "day", "version", "size",
];

fn is_small_count(measure: &Measure<'_>) -> bool {
    let (numerator, denominator) = measure.amount.quantity.parts();
    numerator / denominator < 100
}

/// `(300 grams)`, `(3)`, `(approx. 250ml)`: the first bracket that is an amount.
fn in_brackets(text: &str) -> Option<Found> {
    brackets(text).take(20).find_map(|(at, content)| {
        let (content_only, remark) = without_per(content);
        let measure = measure(content.trim_start_matches(['=', ' ']))?.ok()?;
        let per = remark.filter(|remark| !remark.bytes().any(|b| b.is_ascii_digit()));
        let measure_alone = per
            .as_ref()
            .and_then(|_| alone_in(&content_only))
            .or_else(|| alone_in(content))?;
        let count = measure_alone.unit.is_some() || is_small_count(&measure);
        let before = text[..at].trim_end();
        let behind = text.get(at + content.len() + 2..).unwrap_or("").trim_start();
        count.then(|| Found {
            amount: Some(measure_alone.amount),
            unit: measure_alone.unit.clone(),
            second: measure.second.clone(),
            approximate: measure.approximate,
            rest: format!("{before} {behind}").replace(" ,", ","),
            remark: per,
            unread: None,
        })
    })
}

fn alone_in(content: &str) -> Option<SecondAmount> {
    let measure = measure(content.trim_start_matches(['=', ' ']))?.ok()?;
    let weak = measure.article && measure.unit.is_none();
    let or_more = strip_word(measure.rest.trim_start(), "or").is_some_and(|rest| {
        !rest.is_empty() && measure.unit.is_some() && !rest.contains(|c: char| c.is_ascii_digit())
    });
    let measure = with_last_unit(measure);
    let fits = closes(measure.rest) || or_more;
    (fits && !weak).then(|| SecondAmount {
        amount: measure.amount,
        unit: measure.unit.map(str::to_owned),
    })
}

/// `(4-8 large cloves)`, `Garlic, 2 cloves`: here the last word is the unit, since the name stands elsewhere.
fn with_last_unit(measure: Measure<'_>) -> Measure<'_> {
    match unit_behind_modifiers(measure.rest).filter(|(.., after)| measure.unit.is_none() && closes(after)) {
        Some((unit, _, rest)) => Measure {
            unit: Some(unit),
            rest,
            ..measure
        },
        None => measure,
    }
}

/// The top-level brackets: where each opens, and its content. Linear; an unclosed one goes to the end.
pub(super) fn brackets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let open = at + text[at..].find('(')?;
        let mut depth = 0_usize;
        let close = text[open..].char_indices().find_map(|(offset, c)| {
            depth = if c == '(' {
                depth + 1
            } else if c == ')' {
                depth - 1
            } else {
                depth
            };
            (depth == 0).then_some(open + offset)
        });
        let end = close.unwrap_or(text.len());
        at = (end + 1).min(text.len());
        Some((open, &text[open + 1..end]))
    })
}

/// The parts of a text between commas, semicolons, spaced dashes and brackets; brackets left out.
fn segments(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let spaced_dash =
            *byte == b'-' && at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ');
        // `1,5` and `1 - 2` are numbers.
        let digits_around = before_digit(bytes, at)
            && bytes[at + 1..]
                .iter()
                .find(|b| **b != b' ')
                .is_some_and(u8::is_ascii_digit);
        let ends = depth == 0
            && (*byte == b';'
                || *byte == b'('
                || *byte == b',' && !(digits_around && bytes.get(at + 1) != Some(&b' '))
                || spaced_dash && !digits_around);
        if ends {
            parts.push((start, &text[start..at]));
        }
        match byte {
            b'(' => depth += 1,
            b')' if depth > 0 => {
                depth -= 1;
                start = at + 1;
            }
            _ if ends => start = at + 1,
            _ => {}
        }
    }
    if depth == 0 {
        parts.push((start, &text[start..]));
    }
    parts
        .into_iter()
        .map(|(start, part)| (start + part.len() - part.trim_start().len(), part.trim_start()))
        .filter(|(_, part)| !part.is_empty())
        .collect()
}

fn before_digit(bytes: &[u8], at: usize) -> bool {
    bytes[..at]
        .iter()
        .rev()
        .find(|b| **b != b' ')
        .is_some_and(u8::is_ascii_digit)
}
