//! Which unit an amount is shown in: one of the household's system in which it is no tiny and no huge number.

use std::collections::BTreeSet;

use heirloom_events::values::{System, UnitId};

use super::measure::{Kind, known};
use super::number::Number;
use super::numerals::is_even;
use super::show::within;
use super::{House, Measure, Span, UnitSystem};

/// A unit and the number of it from which it is used.
type Rung = (UnitId, (i128, i128));

/// The unit for so many of a kind's canonical unit: the largest of its ladder that fits and in which the number is
/// written without decimals, else the largest that fits. Metric numbers are written with decimals anyway.
pub(super) fn unit_for(kind: &Kind, high: Number, entered: &BTreeSet<Measure>, house: &House) -> Measure {
    let ladder = ladder(kind, house);
    let value = |unit: &Measure| within(&Span::exactly(high), kind, unit).map(|span| span.high);
    if let Some(kept) = as_entered(entered, &ladder, house, value) {
        return kept;
    }
    let rungs = ladder.iter().rev().filter_map(|(id, (n, d))| {
        let unit = Measure::of_id(id);
        let value = value(&unit).filter(|value| *value >= Number::new_raw(*n, *d))?;
        Some((unit, value))
    });
    let fitting: Vec<(Measure, Number)> = rungs.collect();
    // 5 tbsp rather than 0.31 of a cup, but not 57 tbsp rather than 3.56 cups
    let even =
        |(unit, value): &&(Measure, Number)| *value < Number::from_integer(16) && is_even(*value, unit);
    let chosen = fitting.iter().find(even).or(fitting.first());
    let least = || {
        ladder
            .first()
            .map_or_else(|| kind.canonical(), |(id, _)| Measure::of_id(id))
    };
    chosen.map_or_else(least, |(unit, _)| unit.clone())
}

/// A unit of the household's system that is on no ladder (a decilitre, a quart) is kept where everything was
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
            ("us_gallon", (1, 1)),
        ],
        (Kind::Volume, UnitSystem::Imperial) => &[
            ("imperial_tsp", (0, 1)),
            ("imperial_tbsp", (1, 1)),
            ("imperial_fl_oz", (2, 1)),
            ("imperial_pint", (1, 2)),
            ("imperial_gallon", (1, 1)),
        ],
        (Kind::Length, UnitSystem::Metric) => &[("millimetre", (0, 1)), ("centimetre", (1, 1))],
        (Kind::Length, _) => &[("inch", (0, 1))],
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
