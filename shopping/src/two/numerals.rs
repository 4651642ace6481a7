//! Numbers as people read them: rounded by less than 1 %, in decimals or in the fractions of a measuring cup.

use num_traits::{CheckedMul, Zero};

use super::number::{Number, nearest_step, within_a_percent};
use super::{Measure, Span};

/// How numbers of a unit are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.5`
    Decimal,
    /// `1 1/2`
    Fraction,
}

/// The fractions of a measuring cup.
const DENOMINATORS: [i128; 5] = [1, 2, 3, 4, 8];

/// Metric units are written in decimals, all others in fractions.
pub(super) fn style(unit: &Measure) -> Style {
    let decimal = [
        "milligram",
        "gram",
        "decagram",
        "kilogram",
        "millilitre",
        "centilitre",
        "decilitre",
        "litre",
    ];
    let others = ["millimetre", "centimetre", "second", "minute", "hour"];
    if decimal.contains(&unit.as_str()) || others.contains(&unit.as_str()) {
        Style::Decimal
    } else {
        Style::Fraction
    }
}

/// The number that stands for a value: less than 1 % off, and never nothing for something.
pub(super) fn nearest(value: Number, style: Style) -> Number {
    let close = |step: Number| nearest_step(value, step).filter(|near| within_a_percent(*near, value));
    let fraction = || DENOMINATORS.iter().find_map(|d| close(Number::new_raw(1, *d)));
    let found = if value.is_zero() {
        Some(value)
    } else if style == Style::Fraction {
        fraction().or_else(|| decimal_steps(value).find_map(close))
    } else {
        decimal_steps(value).find_map(close)
    };
    found.unwrap_or(value)
}

/// Whether a number of that unit is written without decimals where its unit has none.
pub(super) fn is_even(value: Number, unit: &Measure) -> bool {
    let style = style(unit);
    style == Style::Decimal || DENOMINATORS.contains(nearest(value, style).denom())
}

/// Steps of two significant digits, then three; whole numbers from 100.
fn decimal_steps(value: Number) -> impl Iterator<Item = Number> {
    let hundred = Number::from_integer(100);
    let ten = Number::from_integer(10);
    let mut step = Number::from_integer(1);
    let mut finer = Some(step);
    if value < hundred {
        // the largest power of ten of which the value has at least ten
        while finer.is_some_and(|step| step.checked_mul(&ten).is_some_and(|tens| tens > value)) {
            finer = step.checked_mul(&Number::new_raw(1, 10));
            step = finer.unwrap_or(step);
        }
    }
    [Some(step), step.checked_mul(&Number::new_raw(1, 10))]
        .into_iter()
        .flatten()
}

/// A number as text, exactly where it ends within six decimals or is a fraction of a measuring cup.
pub(super) fn text(number: Number, style: Style) -> String {
    let (numerator, denominator) = (*number.numer(), *number.denom());
    if style == Style::Fraction && DENOMINATORS.contains(&denominator) && denominator > 1 {
        return match numerator / denominator {
            0 => format!("{numerator}/{denominator}"),
            whole => format!("{whole} {}/{denominator}", numerator % denominator),
        };
    }
    decimal(number).unwrap_or_else(|| number.to_string())
}

/// The decimals of a number, where they end after at most 30.
fn decimal(number: Number) -> Option<String> {
    let (mut rest, denominator) = (*number.numer(), *number.denom());
    let mut written = (rest / denominator).to_string();
    rest %= denominator;
    if rest == 0 {
        return Some(written);
    }
    written.push('.');
    for _ in 0..30 {
        rest = rest.checked_mul(10)?;
        written.push_str(&(rest / denominator).to_string());
        rest %= denominator;
        if rest == 0 {
            return Some(written);
        }
    }
    None
}

/// A number for an explanation: a fraction or a decimal where it is short, else near it, with `≈`.
#[must_use]
pub(super) fn plain(number: Number) -> String {
    let exact = text(number, Style::Fraction);
    if exact.len() <= 9 && (DENOMINATORS.contains(number.denom()) || decimal(number).is_some()) {
        return exact;
    }
    // the only float: it is read by a person and nothing is computed from it
    #[expect(clippy::cast_precision_loss, reason = "five digits of it are shown")]
    let near = *number.numer() as f64 / *number.denom() as f64;
    let digits = match near {
        0.0..0.001 => return exact,
        0.0..1.0 => 5,
        1.0..100.0 => 3,
        _ => 1,
    };
    format!("≈ {near:.digits$}")
}

/// An amount for an explanation, in its own unit; `≈` in front where a number of it is not to its last digit.
pub(super) fn plainly(amount: &Span, unit: &Measure) -> String {
    let one = |number: Number| match style(unit) {
        Style::Decimal if DENOMINATORS.contains(number.denom()) => {
            decimal(number).unwrap_or_else(|| plain(number))
        }
        _ => plain(number),
    };
    let label = unit.label(amount.high > Number::from_integer(1));
    let number = if amount.is_range() {
        format!("{}–{}", one(amount.low), one(amount.high))
    } else {
        one(amount.high)
    };
    let exact = number.replace("≈ ", "");
    let about = if exact == number { "" } else { "≈ " };
    format!("{about}{exact} {label}")
}

/// An amount to its last digit: what was rounded before.
pub(super) fn to_the_last_digit(number: Number, unit: &Measure) -> String {
    let label = unit.label(number > Number::from_integer(1));
    format!("{} {label}", text(number, style(unit)))
}
