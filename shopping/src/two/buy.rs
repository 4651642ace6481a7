//! Amounts as they are bought: rounded up from the exact number, never down.

use heirloom_events::values::folded;

use super::graph::Graph;
use super::measure::Kind;
use super::number::{Number, up_to_step};
use super::numerals::to_the_last_digit;
use super::show::{in_unit, shown, within};
use super::{Bucket, House, Measure, Shown, Span, UnitSystem};

/// How much of a bucket to buy: its upper end, rounded up.
///
/// Whole pieces and containers; in metric 5 g or ml below 100, 10 below 1000, 50 above; otherwise half an ounce
/// and a quarter of everything else. A unit of the household's own for this ingredient (`10 cloves are a head`)
/// is what is bought; whole ones where its rule says so.
#[must_use]
pub fn buy(bucket: &Bucket, graph: &Graph, house: &House, names: &[String]) -> Shown {
    household(bucket, graph, house, names)
        .or_else(|| rounded(bucket, house))
        // absurd numbers are shown as they are
        .unwrap_or_else(|| in_unit(&Span::exactly(bucket.amount.high), bucket.unit.clone()))
}

fn household(bucket: &Bucket, graph: &Graph, house: &House, names: &[String]) -> Option<Shown> {
    let named = |name: &str| names.iter().any(|known| *known == folded(name));
    let rules = house
        .rules
        .iter()
        .rev()
        .filter(|rule| named(&rule.ingredient_name));
    rules.into_iter().find_map(|rule| {
        let unit = Measure::of(&rule.to_unit);
        let value = graph
            .path(&bucket.unit, &unit, None)?
            .convert(&bucket.amount)?
            .high;
        let step = if rule.round_up {
            Number::from_integer(1)
        } else {
            Number::new_raw(1, 4)
        };
        Some(exactly(up_to_step(value, step)?, unit))
    })
}

fn rounded(bucket: &Bucket, house: &House) -> Option<Shown> {
    let high = bucket.amount.high;
    let (step, unit) = match (&bucket.kind, house.system) {
        (Kind::Mass | Kind::Volume, UnitSystem::Metric) => {
            let up = up_to_step(high, metric_step(high))?;
            return Some(metric(&bucket.kind, up));
        }
        (Kind::Count | Kind::Container(_), _) => (Number::from_integer(1), bucket.unit.clone()),
        (Kind::Length, UnitSystem::Metric) => {
            let up = up_to_step(high, Number::from_integer(10))?;
            return Some(metric(&bucket.kind, up));
        }
        (Kind::Time, _) => {
            let up = up_to_step(high, Number::from_integer(60))?;
            return Some(metric(&bucket.kind, up));
        }
        (Kind::Words(_), _) => (Number::new_raw(1, 4), bucket.unit.clone()),
        (Kind::Mass | Kind::Volume | Kind::Length, _) => {
            let unit = shown(&bucket.kind, &Span::exactly(high), &bucket.entered, house).unit;
            (customary_step(&unit), unit)
        }
    };
    let value = within(&bucket.amount, &bucket.kind, &unit)?.high;
    Some(exactly(up_to_step(value, step)?, unit))
}

fn metric_step(high: Number) -> Number {
    let below = |limit: i128| high < Number::from_integer(limit);
    Number::from_integer(if below(100) {
        5
    } else if below(1000) {
        10
    } else {
        50
    })
}

fn customary_step(unit: &Measure) -> Number {
    let ounces = ["ounce", "us_fl_oz", "imperial_fl_oz", "us_label_fl_oz"];
    let denominator = if ounces.contains(&unit.as_str()) { 2 } else { 4 };
    Number::new_raw(1, denominator)
}

/// A rounded number of the canonical unit in the metric unit that suits it, without rounding again.
fn metric(kind: &Kind, number: Number) -> Shown {
    let metric = House::default();
    let unit = shown(
        kind,
        &Span::exactly(number),
        &std::collections::BTreeSet::new(),
        &metric,
    )
    .unit;
    match within(&Span::exactly(number), kind, &unit) {
        Some(value) => exactly(value.high, unit),
        None => exactly(number, kind.canonical()),
    }
}

/// A number that is shown to its last digit.
fn exactly(number: Number, unit: Measure) -> Shown {
    let text = to_the_last_digit(number, &unit);
    Shown { number, unit, text }
}
