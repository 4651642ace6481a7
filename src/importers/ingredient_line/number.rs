//! One number: `2`, `1.5`, `1,5`, `1,000`, `3/4`, `1 1/2`, `1-1/2`, `½`, `1½`, `2 and 1/4`, `three`, `half a`.

use heirloom_events::values::{Quantity, QuantityError};
use winnow::ascii::{digit1, space0, space1};
use winnow::combinator::{alt, eof, not, opt, peek};
use winnow::prelude::*;
use winnow::token::{any, one_of};

use super::Unread;
use super::tidy::vulgar;

/// How a number was written; what may follow depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `2`
    Integer,
    /// `1.5`, `1,000`
    Decimal,
    /// `3/4`, `½`, with the plain slash or not
    Fraction {
        /// Written with `/`, so that `2/3 onions` may also mean two or three.
        plain_slash: bool,
    },
    /// `1 1/2`
    Mixed,
    /// `three`, `half a`, and not `a`
    Word,
    /// `a`, `an`
    Article,
}

/// A number as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: Result<Quantity, Unread>,
    pub(super) form: Form,
    /// Numerator and denominator as written, before they are put into lowest terms.
    pub(super) parts: (i128, i128),
}

/// The number at the start of a text, as digits or in words.
pub(super) fn number(input: &mut &str) -> ModalResult<Number> {
    let dozens = dozens.map(|((n, d), form)| Number {
        value: quantity(Some((n, d)), ""),
        form,
        parts: (n, d),
    });
    alt((dozens, in_digits, in_words)).parse_next(input)
}

/// The number at the start of a text, in digits.
pub(super) fn in_digits(input: &mut &str) -> ModalResult<Number> {
    let start = *input;
    let read = alt((mixed, fraction, alone, decimal)).parse_next(input);
    let written = &start[..start.len() - input.len()];
    let (parts, form) = read?;
    // `1/2/3`, `1.2.3`, `1e400`, `1/0.5`: what goes on like a number is none that we know.
    if let Ok(tail) = peek(goes_on).parse_next(input) {
        let number: String = written.chars().chain(tail.chars()).take(40).collect();
        return Ok(Number {
            value: Err(absurd(&number, "it is not a number that people write in recipes")),
            form,
            parts: (0, 1),
        });
    }
    let parts_written = parts.unwrap_or((0, 1));
    let value = match parts_written {
        // `80/20 ground beef` tells lean from fat.
        (lean, fat) if lean + fat == 100 && fat > 1 && lean > fat => Err(Unread::Percentage),
        _ => quantity(parts, written),
    };
    Ok(Number {
        value,
        form,
        parts: parts_written,
    })
}

type Parts = Option<(i128, i128)>;

fn quantity(parts: Parts, written: &str) -> Result<Quantity, Unread> {
    let (numerator, denominator) = parts.ok_or_else(|| absurd(written, "it is too large"))?;
    match Quantity::new(numerator, denominator) {
        Ok(zero) if zero == Quantity::ZERO => Err(absurd(written, "it is zero")),
        Ok(quantity) => Ok(quantity),
        Err(QuantityError::ZeroDenominator(_)) => Err(absurd(written, "it divides by zero")),
        Err(QuantityError::Negative(_)) => Err(absurd(written, "it is negative")),
        Err(_) => Err(absurd(written, "it is too large or too finely divided")),
    }
}

/// The reason for refusing a number.
pub(super) fn absurd(number: &str, why: &str) -> Unread {
    Unread::Absurd {
        number: number.chars().take(40).collect(),
        why: why.to_owned(),
    }
}

fn goes_on<'a>(input: &mut &'a str) -> ModalResult<&'a str> {
    alt((
        (one_of(['/', '.', ',', '\u{2044}', '\'']), digit1).take(),
        (one_of(['e', 'E']), opt(one_of(['-', '+'])), digit1).take(),
        digit1,
    ))
    .parse_next(input)
}

fn integer(input: &mut &str) -> ModalResult<Option<i128>> {
    digit1
        .map(|digits: &str| {
            if digits.len() <= 18 {
                digits.parse().ok()
            } else {
                None
            }
        })
        .parse_next(input)
}

fn vulgar_character(input: &mut &str) -> ModalResult<(i128, i128)> {
    any.verify_map(vulgar).parse_next(input)
}

fn slash(input: &mut &str) -> ModalResult<bool> {
    (space0, one_of(['/', '\u{2044}']), space0)
        .map(|(_, c, _)| c == '/')
        .parse_next(input)
}

/// `3/4`, `3 / 4`; not the beginning of `1/4 - 1/2`, which `amount` reads.
fn slashed(input: &mut &str) -> ModalResult<(Parts, Form)> {
    let (n, plain_slash, d) = (integer, slash, integer).parse_next(input)?;
    Ok((n.zip(d), Form::Fraction { plain_slash }))
}

fn fraction(input: &mut &str) -> ModalResult<(Parts, Form)> {
    alt((
        vulgar_character.map(|parts| (Some(parts), Form::Fraction { plain_slash: false })),
        slashed,
    ))
    .parse_next(input)
}

fn alone(input: &mut &str) -> ModalResult<(Parts, Form)> {
    // `1 and a half`
    let (whole, _, part) = (
        integer,
        (space1, "and", space1),
        alt((
            "a half".value((1, 2)),
            "a quarter".value((1, 4)),
            "a third".value((1, 3)),
        )),
    )
        .parse_next(input)?;
    Ok((whole.and_then(|w| add(w, part)), Form::Mixed))
}

fn mixed(input: &mut &str) -> ModalResult<(Parts, Form)> {
    let whole = integer.parse_next(input)?;
    let glued = vulgar_character.map(Some);
    let joint = (
        space0,
        opt(alt((
            ("and", space1).void(),
            ("&", space1).void(),
            ("-", space0).void(),
        ))),
    );
    // The denominator must not touch further digits or letters' numbers: that is checked by the caller.
    let apart = (
        joint,
        alt((vulgar_character.map(Some), slashed.map(|(parts, _)| parts))),
    )
        .map(|(_, parts)| parts);
    let part = alt((glued, apart))
        .verify(|part| part.is_none_or(|(n, d)| n < d || d == 0))
        .parse_next(input)?;
    let parts = match (whole, part) {
        (Some(0), _) | (None, _) | (_, None) => None,
        (Some(_), Some((n, 0))) => Some((n, 0)),
        (Some(whole), Some(part)) => add(whole, part),
    };
    Ok((parts, Form::Mixed))
}

fn add(whole: i128, (n, d): (i128, i128)) -> Option<(i128, i128)> {
    whole.checked_mul(d)?.checked_add(n).map(|sum| (sum, d))
}

/// `2`, `1.5`, `.5`, `0,05`, `1,000`. The `unit`-dependent cases (`1.000 g`) are settled in `measure`.
fn decimal(input: &mut &str) -> ModalResult<(Parts, Form)> {
    let digits = (
        opt(digit1),
        opt((one_of(['.', ',']), digit1, not(one_of('0'..='9')))),
    );
    let (whole, rest) = digits
        .verify(|(whole, rest)| whole.is_some() || matches!(rest, Some(('.', ..))))
        .parse_next(input)?;
    let whole = whole.unwrap_or("");
    let Some((point, places, ())) = rest else {
        return match whole {
            // `00 flour` is a kind of flour.
            w if w.len() > 1 && w.starts_with('0') => winnow::combinator::fail.parse_next(input),
            w => {
                // `1 000 g`: a thousand, parted by a space.
                let thousands: usize =
                    winnow::combinator::repeat(0..=3, (" 000", not(one_of('0'..='9'))).void())
                        .parse_next(input)?;
                let scale = 10_i128.pow(3 * u32::try_from(thousands).unwrap_or(0));
                Ok((
                    w.parse::<i128>()
                        .ok()
                        .filter(|_| w.len() <= 18)
                        .map(|n| (n * scale, 1)),
                    Form::Integer,
                ))
            }
        };
    };
    let mut groups = String::from(places);
    let thousands = point == ',' && places.len() == 3 && !whole.starts_with('0');
    if thousands {
        while let Some(more) = opt((',', digit1.verify(|d: &str| d.len() == 3)).map(|(_, d): (char, &str)| d))
            .parse_next(input)?
        {
            groups.push_str(more);
        }
    }
    let scale = if thousands {
        Some(1)
    } else {
        10_i128.checked_pow(u32::try_from(places.len()).unwrap_or(u32::MAX))
    };
    let joined = format!("{whole}{groups}");
    let value = if joined.len() <= 18 {
        joined.parse().ok()
    } else {
        None
    };
    Ok((value.zip(scale), Form::Decimal))
}

/// The number at the start of a text, in words.
pub(super) fn in_words(input: &mut &str) -> ModalResult<Number> {
    let ((numerator, denominator), form) =
        alt((halves, parts_of, cardinal_and_part, article)).parse_next(input)?;
    Ok(Number {
        value: quantity(Some((numerator, denominator)), ""),
        form,
        parts: (numerator, denominator),
    })
}

fn word<'a>(
    wanted: &'static str,
) -> impl Parser<&'a str, &'a str, winnow::error::ErrMode<winnow::error::ContextError>> {
    (winnow::ascii::Caseless(wanted), peek(boundary)).map(|(read, ())| read)
}

fn boundary(input: &mut &str) -> ModalResult<()> {
    alt((
        eof.void(),
        one_of(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'').void(),
    ))
    .parse_next(input)
}

fn cardinal(input: &mut &str) -> ModalResult<i128> {
    let letters = winnow::token::take_while(1..=9, |c: char| c.is_ascii_alphabetic());
    let value = letters
        .verify_map(|word: &str| {
            CARDINALS
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(word))
                .map(|(_, value)| *value)
        })
        .parse_next(input)?;
    // `five-spice`, `five spice powder`, `one-pot`: names, not counts.
    not(alt((
        ("-", one_of(char::is_alphabetic)).void(),
        (" ", winnow::ascii::Caseless("spice")).void(),
    )))
    .parse_next(input)?;
    peek(boundary_or_dash).parse_next(input)?;
    Ok(value)
}

fn boundary_or_dash(input: &mut &str) -> ModalResult<()> {
    alt((boundary, '-'.void())).parse_next(input)
}

/// `a dozen`, `two dozen`, `half a dozen`, `dozen`, `2 dozen`.
fn dozens(input: &mut &str) -> ModalResult<((i128, i128), Form)> {
    let many = alt((
        (word("half"), space1, word("a"), space1).value(6),
        (word("half"), space1).value(6),
        (
            alt((
                word("a").value(1),
                cardinal,
                digit1.verify_map(|d: &str| d.parse().ok().filter(|_| d.len() < 4)),
            )),
            space1,
        )
            .map(|(n, _): (i128, _)| n * 12),
        winnow::combinator::empty.value(12),
    ));
    (many, alt((word("dozen"), word("doz."))))
        .map(|(n, _)| ((n, 1), Form::Word))
        .parse_next(input)
}

/// `half`, `half a`, `half of an`, `a half`, `one-half`; never `half and half`, which is cream.
fn halves(input: &mut &str) -> ModalResult<((i128, i128), Form)> {
    let lead = opt(alt((
        (word("a"), space1).void(),
        (winnow::ascii::Caseless("one"), alt(("-", " "))).void(),
    )));
    (lead, word("half"), not((space0, alt(("and", "&")))), of_a)
        .value(((1, 2), Form::Word))
        .parse_next(input)
}

/// `of a`, `of an`, `a`, `an`, `of`: what may stand between a part and its whole.
pub(super) fn of_a(input: &mut &str) -> ModalResult<()> {
    let phrase = alt((
        (
            word("of"),
            space1,
            alt((word("an"), word("a"), word("the"), word("one"))),
        )
            .void(),
        alt((word("an"), word("a"))).void(),
    ));
    opt((space1, phrase)).void().parse_next(input)
}

/// `a quarter of a`, `a third`, `two thirds`, `three-quarters of a`.
fn parts_of(input: &mut &str) -> ModalResult<((i128, i128), Form)> {
    let count = opt((alt((word("a").value(1), cardinal_before_dash)), alt((" ", "-"))).map(|(n, _)| n))
        .map(|n| n.unwrap_or(1));
    let part = alt((
        alt((word("quarters"), word("quarter"), word("fourths"), word("fourth"))).value(4),
        alt((word("thirds"), word("third"))).value(3),
        alt((word("eighths"), word("eighth"))).value(8),
    ));
    (count, part, of_a)
        .verify(|(n, d, ())| n < d)
        .map(|(n, d, ())| ((n, d), Form::Word))
        .parse_next(input)
}

fn cardinal_before_dash(input: &mut &str) -> ModalResult<i128> {
    alt((
        "one".value(1),
        "One".value(1),
        "two".value(2),
        "Two".value(2),
        "three".value(3),
        "Three".value(3),
    ))
    .parse_next(input)
}

/// `three`, `three and a half`.
fn cardinal_and_part(input: &mut &str) -> ModalResult<((i128, i128), Form)> {
    let whole = cardinal.parse_next(input)?;
    let half = opt((
        space1,
        "and",
        space1,
        alt((
            ("a ", "half").value((1, 2)),
            ("one", one_of([' ', '-']), "half").value((1, 2)),
            ("a ", "quarter").value((1, 4)),
        )),
    ))
    .parse_next(input)?;
    let parts = half
        .and_then(|(_, _, _, part)| add(whole, part))
        .unwrap_or((whole, 1));
    Ok((parts, Form::Word))
}

fn article(input: &mut &str) -> ModalResult<((i128, i128), Form)> {
    (alt((word("an"), word("a"))), space1)
        .value(((1, 1), Form::Article))
        .parse_next(input)
}

const CARDINALS: &[(&str, i128)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("eighteen", 18),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
];
