//! Amounts in two parts: `a pint and a half`, `250g-300g`, `1 cup + 2 tbsp`, `1 tsp or less`.

use heirloom_events::values::{Amount, Quantity};

use super::amount::amount;
use super::measure::Measure;
use super::number::Form;
use super::unit::{known_unit, unit, unit_behind_modifiers};
use super::words::{strip_any, strip_word};
use super::{SecondAmount, Unread};

/// `three ounces and a half`: half a unit more.
pub(super) fn half_more(measure: Measure<'_>) -> Measure<'_> {
    let more = measure
        .unit
        .and_then(|_| strip_word(measure.rest.trim_start(), "and"));
    let parts = [("a half", 2), ("half", 2), ("a quarter", 4)];
    let found = more.and_then(|text| {
        parts
            .iter()
            .find_map(|(phrase, d)| Some((strip_word(text, phrase)?, *d)))
    });
    let Some((rest, denominator)) =
        found.filter(|(rest, _)| rest.is_empty() || rest.starts_with(['o', ',', '(']))
    else {
        return measure;
    };
    let add = |q: Quantity| q.checked_add(Quantity::new(1, denominator).ok()?).ok();
    match add(measure.amount.quantity) {
        Some(sum) if measure.amount.up_to.is_none() => Measure {
            amount: Amount::exactly(sum),
            rest,
            ..measure
        },
        _ => measure,
    }
}

/// `250g-300g`, `from 30g to 70g`, `1 tbsp - 2 tbsp`: a range; `20 g - 55 ml`: a second amount.
pub(super) fn range_with_units(measure: Measure<'_>) -> Result<Measure<'_>, Unread> {
    let near = measure.rest.trim_start();
    let tail = near
        .strip_prefix('-')
        .or_else(|| strip_word(near, "to"))
        .filter(|_| measure.amount.up_to.is_none());
    let Some((first, read)) = measure.unit.zip(tail.and_then(|t| amount(t.trim_start()))) else {
        return Ok(measure);
    };
    let second = read.rest.trim_start();
    let Some((written, _, rest)) = unit(second.strip_prefix('-').unwrap_or(second)) else {
        return Ok(measure);
    };
    if read.form == Some(Form::Article) {
        return Ok(measure);
    }
    let high = read.amount?;
    if known_unit(first) != known_unit(written) {
        let second = Some(SecondAmount {
            amount: high,
            unit: Some(written.to_owned()),
        });
        return Ok(Measure {
            second,
            rest,
            ..measure
        });
    }
    let range = Amount::range(measure.amount.quantity, high.quantity);
    let amount = range.map_err(|e| super::number::absurd(read.written, &e.to_string()))?;
    Ok(Measure {
        amount,
        unit: Some(written),
        rest,
        ..measure
    })
}

/// `1 cup + 2 tbsp`, `1 cup plus 1 tsp`: the sum, in the smaller unit.
///
/// The ratios are the customary ones between spoons, cups and pounds, where such sums are written; other
/// kinds cannot be added.
pub(super) fn added(mut measure: Measure<'_>) -> Result<Measure<'_>, Unread> {
    while let Some((more, unit, rest)) = plus(&measure) {
        let first = measure.unit.unwrap_or("");
        let (sum, unit) = sum(measure.amount, first, more, unit).ok_or_else(|| Unread::Sum {
            units: format!("{first} + {unit}"),
        })?;
        measure = Measure {
            amount: sum,
            unit: Some(unit),
            rest,
            ..measure
        };
    }
    Ok(measure)
}

fn plus<'a>(measure: &Measure<'a>) -> Option<(Amount, &'a str, &'a str)> {
    measure.unit?;
    let near = measure.rest.trim_start();
    let added = near
        .strip_prefix('+')
        .map(str::trim_start)
        .or_else(|| strip_word(near, "plus"));
    // `2 lb 4 oz`
    let compound = near.starts_with(|c: char| c.is_ascii_digit())
        && matches!(known_unit(measure.unit?), Some("lb" | "kg"));
    let tail = added
        .or_else(|| strip_any(near, &["and", "&"]))
        .or(compound.then_some(near))?;
    let read = amount(tail)?;
    let (unit, _, rest) = unit_behind_modifiers(read.rest.trim_start().trim_start_matches('-'))?;
    let fits = (added.is_some() || ratio(measure.unit?, unit).is_some()) && read.form != Some(Form::Article);
    // `1 cup flour and 2 eggs` does not come here: the unit must follow at once.
    let next = rest.trim_start();
    (fits && !next.starts_with("for ") && !next.starts_with(", for")).then_some((
        read.amount.ok()?,
        unit,
        rest,
    ))
}

/// How many of the smaller unit make the larger: (of the first, of the second).
fn ratio(first: &str, second: &str) -> Option<(i128, i128)> {
    const SIZES: &[&[(&str, i128)]] = &[
        &[
            ("tsp", 1),
            ("tbsp", 3),
            ("cup", 48),
            ("pint", 96),
            ("quart", 192),
            ("gallon", 768),
        ],
        &[("oz", 1), ("lb", 16)],
        &[("g", 1), ("kg", 1000)],
        &[("ml", 1), ("cl", 10), ("dl", 100), ("l", 1000)],
    ];
    let (first, second) = (known_unit(first)?, known_unit(second)?);
    if first == second {
        return Some((1, 1));
    }
    let of =
        |units: &[(&str, i128)], id: &str| units.iter().find(|(unit, _)| *unit == id).map(|(_, size)| *size);
    let (a, b) = SIZES
        .iter()
        .find_map(|units| of(units, first).zip(of(units, second)))?;
    (a % b == 0 || b % a == 0).then(|| (a / a.min(b), b / a.min(b)))
}

fn sum<'a>(left: Amount, first: &'a str, right: Amount, second: &'a str) -> Option<(Amount, &'a str)> {
    let (a, b) = ratio(first, second)?;
    let times = |q: Quantity, n: i128| q.checked_mul(Quantity::new(n, 1).ok()?).ok();
    let total = |l: Quantity, r: Quantity| times(l, a)?.checked_add(times(r, b)?).ok();
    let low = total(left.quantity, right.quantity)?;
    let high = total(
        left.up_to.unwrap_or(left.quantity),
        right.up_to.unwrap_or(right.quantity),
    )?;
    Some((
        Amount::range(low, high).ok()?,
        if a >= b { second } else { first },
    ))
}

/// `1 tsp or less of …`: an approximate amount.
pub(super) fn or_less(measure: Measure<'_>) -> Measure<'_> {
    match strip_any(
        measure.rest.trim_start(),
        &[
            "or less",
            "or more",
            "or so",
            "or thereabouts",
            "(or so)",
            "approx.",
            "approximately",
        ],
    ) {
        Some(rest) => Measure {
            approximate: true,
            rest,
            ..measure
        },
        None => measure,
    }
}
