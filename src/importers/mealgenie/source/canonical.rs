//! A value as its column means it. SQLite's columns hold what they like.

use chrono::NaiveDate;
use heirloom_events::values::Quantity;

use super::columns::Kind;
use super::defect::DefectKind;
use super::times;
use super::value::Value;

/// Why a value was not as its column must be, and what was made of it.
pub(super) struct Oddity {
    pub(super) kind: DefectKind,
    pub(super) why: &'static str,
    pub(super) what_becomes: String,
}

/// The value in the type of its column. One that cannot be read stays as it lies there, with an oddity.
pub(super) fn canonical(kind: Kind, raw: Value) -> (Value, Option<Oddity>) {
    if raw == Value::Null {
        return (raw, None);
    }
    match kind {
        Kind::Boolean => boolean(raw),
        Kind::Integer => integer(raw),
        Kind::Float => float(raw),
        Kind::Time => time(raw),
        Kind::Date => date(raw),
        Kind::Text => text(raw),
    }
}

fn odd(kind: DefectKind, why: &'static str, value: Value) -> (Value, Option<Oddity>) {
    let what_becomes = format!("it is read as {value}");
    (
        value,
        Some(Oddity {
            kind,
            why,
            what_becomes,
        }),
    )
}

fn unreadable(raw: Value, why: &'static str) -> (Value, Option<Oddity>) {
    let oddity = Oddity {
        kind: DefectKind::Unreadable,
        why,
        what_becomes: "the value is left out, and told here".into(),
    };
    (raw, Some(oddity))
}

fn boolean(raw: Value) -> (Value, Option<Oddity>) {
    const NUMBER: &str = "a boolean is held as 0 or 1";
    match &raw {
        Value::Boolean(_) => (raw, None),
        Value::Integer(number @ (0 | 1)) => (Value::Boolean(*number == 1), None),
        Value::Integer(_) => odd(DefectKind::OtherType, NUMBER, Value::Boolean(true)),
        Value::Real(number) => odd(DefectKind::OtherType, NUMBER, Value::Boolean(*number != 0.0)),
        Value::Text(text) => match meant(text) {
            Some(value) => odd(
                DefectKind::TextBoolean,
                "a text in a boolean column; the application reads every text as true",
                Value::Boolean(value),
            ),
            None => unreadable(raw, "it is neither true nor false"),
        },
        _ => unreadable(raw, "it is neither true nor false"),
    }
}

fn meant(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "t" | "1" | "yes" | "y" | "on" => Some(true),
        "false" | "f" | "0" | "no" | "n" | "off" | "" => Some(false),
        _ => None,
    }
}

fn integer(raw: Value) -> (Value, Option<Oddity>) {
    const WHY: &str = "the column holds whole numbers";
    let whole = |number: f64| {
        // beyond 2^53 a float does not say which whole number it is
        let fits = number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
        fits.then_some(number as i64)
    };
    match &raw {
        Value::Integer(_) => (raw, None),
        Value::Boolean(value) => odd(DefectKind::OtherType, WHY, Value::Integer(i64::from(*value))),
        Value::Real(number) => match whole(*number) {
            Some(number) => odd(DefectKind::OtherType, WHY, Value::Integer(number)),
            None => unreadable(raw, "it is no whole number"),
        },
        Value::Text(text) => match text.trim().parse::<i64>().ok() {
            Some(number) => odd(DefectKind::OtherType, WHY, Value::Integer(number)),
            None => unreadable(raw, "it is no whole number"),
        },
        _ => unreadable(raw, "it is no whole number"),
    }
}

fn float(raw: Value) -> (Value, Option<Oddity>) {
    const WHY: &str = "the column holds numbers";
    match &raw {
        Value::Real(number) if number.is_finite() => (raw, None),
        Value::Real(_) => unreadable(raw, "it is no finite number"),
        Value::Integer(number) => (Value::Real(*number as f64), None),
        Value::Text(text) => match number(text) {
            Some(number) => odd(DefectKind::OtherType, WHY, Value::Real(number)),
            None => unreadable(raw, "it is no number"),
        },
        _ => unreadable(raw, "it is no number"),
    }
}

/// `0.5`, and `1/2` or `1 1/2` as a person writes them.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let parts = |quantity: Quantity| quantity.parts();
    let float = text.parse::<f64>().ok().filter(|number| number.is_finite());
    float.or_else(|| {
        let (numerator, denominator) = text.parse().ok().map(parts)?;
        Some(numerator as f64 / denominator as f64)
    })
}

fn time(raw: Value) -> (Value, Option<Oddity>) {
    match &raw {
        Value::Time(_) => (raw, None),
        Value::Text(text) => match times::time(text) {
            Some(time) => (Value::Time(time), None),
            None => unreadable(
                raw,
                "it is no time; the application writes `2026-01-21 18:00:00.000000`",
            ),
        },
        // seconds, milliseconds or a Julian day: nothing says which
        _ => unreadable(
            raw,
            "it is no time; the application writes `2026-01-21 18:00:00.000000`",
        ),
    }
}

fn date(raw: Value) -> (Value, Option<Oddity>) {
    const WHY: &str = "it is no day; the application writes `2026-01-21`";
    match &raw {
        Value::Date(_) => (raw, None),
        Value::Text(text) => match (times::day(text), times::time(text)) {
            (Some(day), _) => (Value::Date(day), None),
            (None, Some(time)) => {
                let day: NaiveDate = time.date_naive();
                odd(DefectKind::OtherType, "the column holds days", Value::Date(day))
            }
            (None, None) => unreadable(raw, WHY),
        },
        _ => unreadable(raw, WHY),
    }
}

fn text(raw: Value) -> (Value, Option<Oddity>) {
    const WHY: &str = "the column holds text";
    match &raw {
        Value::Text(text) if text.contains('\0') => odd(
            DefectKind::NulCharacter,
            "no text may hold a NUL character",
            Value::Text(text.replace('\0', "")),
        ),
        Value::Text(_) => (raw, None),
        Value::Bytes(bytes) => {
            let readable = String::from_utf8_lossy(bytes).replace('\0', "");
            odd(DefectKind::OtherType, "it is no UTF-8", Value::Text(readable))
        }
        Value::Integer(number) => odd(DefectKind::OtherType, WHY, Value::Text(number.to_string())),
        Value::Real(number) => odd(DefectKind::OtherType, WHY, Value::Text(number.to_string())),
        Value::Boolean(value) => odd(DefectKind::OtherType, WHY, Value::Text(value.to_string())),
        _ => (raw, None),
    }
}
