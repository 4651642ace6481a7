//! Amounts as a cook reads them: in the household's system, rounded only here and always from the exact number.

use std::collections::BTreeSet;

use heirloom_events::values::{System, UnitId};
use num_traits::{CheckedMul, Zero};
use serde::Serialize;

use super::measure::{Kind, known};
use super::number::{Number, nearest_step, within_a_percent, written};
use super::{Bucket, Graph, House, Measure, Span, UnitSystem};

/// An amount to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The number, rounded; of a range the upper end.
    #[serde(serialize_with = "written")]
    pub number: Number,
    /// Its unit.
    pub unit: Measure,
    /// Number and unit, both ends of a range: `1 1/2 cups`, `2–3 ×`.
    pub text: String,
}

/// How numbers of a unit are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `1.5`
    Decimal,
    /// `1 1/2`
    Fraction,
}

/// The fractions of a measuring cup.
const DENOMINATORS: [i128; 5] = [1, 2, 3, 4, 8];

/// A unit and the number of it from which it is used.
type Rung = (UnitId, (i128, i128));

/// Shows the sum of one kind.
#[must_use]
pub fn show(bucket: &Bucket, house: &House) -> Shown {
    shown(&bucket.kind, &bucket.amount, &bucket.entered, house)
}

pub(super) fn shown(kind: &Kind, amount: &Span, entered: &BTreeSet<Measure>, house: &House) -> Shown {
    let unit = unit_for(kind, amount.high, entered, house);
    // where a number becomes absurd in that unit, its canonical one shows it
    let (amount, unit) = match within(amount, kind, &unit) {
        Some(amount) => (amount, unit),
        None => (*amount, kind.canonical()),
    };
    in_unit(&amount, unit)
}

/// Shows an amount in its own unit.
pub(super) fn in_unit(amount: &Span, unit: Measure) -> Shown {
    let style = style(&unit);
    let (low, high) = (nearest(amount.low, style), nearest(amount.high, style));
    let number = match (text(low, style), text(high, style)) {
        (low, high) if low == high => high,
        (low, high) => format!("{low}–{high}"),
    };
    let text = format!("{number} {}", unit.label(high > Number::from_integer(1)));
    Shown {
        number: high,
        unit,
        text,
    }
}

/// An amount of the canonical unit in another unit of its kind.
pub(super) fn within(amount: &Span, kind: &Kind, unit: &Measure) -> Option<Span> {
    let canonical = kind.canonical();
    if canonical == *unit {
        return Some(*amount);
    }
    Graph::default().path(&canonical, unit, None)?.convert(amount)
}

fn unit_for(kind: &Kind, high: Number, entered: &BTreeSet<Measure>, house: &House) -> Measure {
    let ladder = ladder(kind, house);
    let value = |unit: &Measure| within(&Span::exactly(high), kind, unit).map(|span| span.high);
    if let Some(kept) = as_entered(entered, &ladder, house, value) {
        return kept;
    }
    let fits = |(id, (n, d)): &&Rung| {
        value(&Measure::of_id(id)).is_some_and(|value| value >= Number::new_raw(*n, *d))
    };
    let rung = ladder.iter().rev().find(fits).or(ladder.first());
    rung.map_or_else(|| kind.canonical(), |(id, _)| Measure::of_id(id))
}

/// A unit of the household's system that is on no ladder (a decilitre, a pint) is kept where everything was
/// entered in it and there are fewer than ten.
fn as_entered(
    entered: &BTreeSet<Measure>,
    ladder: &[Rung],
    house: &House,
    value: impl Fn(&Measure) -> Option<Number>,
) -> Option<Measure> {
    let only = entered.first().filter(|_| entered.len() == 1)?;
    let unit = only.unit()?;
    let of_system = match house.system {
        UnitSystem::Metric => matches!(unit.system, System::Metric | System::Australian),
        UnitSystem::Us => matches!(unit.system, System::UsCustomary | System::UsLabel),
        UnitSystem::Imperial => unit.system == System::Imperial,
    };
    let range = Number::new_raw(1, 4)..Number::from_integer(10);
    let keeps = of_system && ladder.iter().all(|(id, _)| *id != unit.id) && range.contains(&value(only)?);
    keeps.then(|| only.clone())
}

/// The units of a kind in the household's system, the smallest first.
fn ladder(kind: &Kind, house: &House) -> Vec<Rung> {
    let rungs: &[(&'static str, (i128, i128))] = match (kind, house.system) {
        // just below one, so that what rounds to 1000 g is 1 kg
        (Kind::Mass, UnitSystem::Metric) => &[
            ("milligram", (0, 1)),
            ("gram", (1, 4)),
            ("kilogram", (1999, 2000)),
        ],
        (Kind::Mass, _) => &[("ounce", (0, 1)), ("pound", (1, 1))],
        (Kind::Volume, UnitSystem::Metric) => &[("millilitre", (0, 1)), ("litre", (1999, 2000))],
        (Kind::Volume, UnitSystem::Us) => &[
            ("us_tsp", (0, 1)),
            ("us_tbsp", (1, 1)),
            ("us_cup", (1, 4)),
            ("us_quart", (1, 1)),
            ("us_gallon", (1, 1)),
        ],
        (Kind::Volume, UnitSystem::Imperial) => &[
            ("imperial_tsp", (0, 1)),
            ("imperial_tbsp", (1, 1)),
            ("imperial_fl_oz", (2, 1)),
            ("imperial_pint", (1, 2)),
            ("imperial_gallon", (1, 1)),
        ],
        (Kind::Length, _) => &[("millimetre", (0, 1)), ("centimetre", (1, 1))],
        (Kind::Time, _) => &[("second", (0, 1)), ("minute", (1, 1)), ("hour", (1, 1))],
        (Kind::Count | Kind::Container(_) | Kind::Words(_), _) => &[],
    };
    let own = |id: &'static str| match id {
        "us_cup" => house.cup.clone(),
        "us_tbsp" | "imperial_tbsp" => house.tbsp.clone(),
        _ => None,
    };
    let is_volume = |id: &UnitId| Measure::of_id(id).kind() == Some(Kind::Volume);
    let rung = |(id, from): &(&'static str, (i128, i128))| {
        (own(id).filter(is_volume).unwrap_or_else(|| known(id)), *from)
    };
    rungs.iter().map(rung).collect()
}

/// Metric units are written in decimals, all others in fractions.
fn style(unit: &Measure) -> Style {
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
fn nearest(value: Number, style: Style) -> Number {
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
fn text(number: Number, style: Style) -> String {
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
