//! Why the two algorithms say different things of the same week.
//!
//! [`diff`] takes the list of [`two`](crate::two) and the other one as plain [`Row`]s, pairs them by name and by
//! key, and gives every pair that differs a reason: what is true of the exact item that the other algorithm cannot
//! know or does otherwise. A new reason is a variant of [`Cause`] and a line in `causes_of`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use heirloom_events::values::{ShoppingSource, folded};
use num_rational::Ratio;
use serde::Serialize;

use crate::one::Item1;
use crate::two::{Bucket, Graph, Group, Item, List, Measure, Span};

/// Below this part of an amount two floats count as equal: the application's factors have six digits.
const NOISE: f64 = 1e-4;

/// An item of the application's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its key: `item::<uuid>` where somebody put it there; else by what the application adds it up.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How much it shows.
    pub quantity: f64,
    /// In which unit.
    pub unit: Option<String>,
}

impl From<&Item1> for Row {
    fn from(item: &Item1) -> Self {
        Self {
            // An item that an import took over as it stood has a line's key and is what the plan needs.
            key: match &item.aggregation_key {
                Some(key) if item.source == ShoppingSource::RECIPE => key.clone(),
                _ => item.key.clone(),
            },
            name: item.name.clone(),
            quantity: item.quantity,
            unit: item.unit.clone(),
        }
    }
}

/// What the lists say differently of one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// What it is.
    pub name: String,
    /// What the application's list says, item by item; nothing: it has none.
    pub one: Vec<String>,
    /// What the exact list says; none: it has none.
    pub two: Option<String>,
    /// Why: never empty.
    pub causes: BTreeSet<Cause>,
}

/// Why the lists differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A unit that the application does not know is not converted there, and summed with any other unknown one.
    UnitUnknown,
    /// The application rounds up what it shows.
    RoundedUp,
    /// A float that came out a hair too large was rounded up to the next step.
    FloatNoise,
    /// Two ingredients were merged into one.
    MergedIngredients,
    /// Two ingredients of one name are two items; the application goes by the name.
    SameName,
    /// A density joined mass and volume.
    DensityJoined,
    /// What one of it weighs, or a unit of the household, joined amounts.
    PortionJoined,
    /// Some or all of it is at home.
    Pantry,
    /// Optional lines are counted by the application.
    OptionalGroup,
    /// Of a range the application has one number.
    RangeUpperEnd,
    /// The application always cooks for as many as the recipe says.
    Scaled,
    /// A recipe in a recipe is expanded.
    SubRecipe,
    /// A line without a number is a nothing to the application, a word here.
    NoNumber,
    /// The application knows no line without an ingredient.
    NoIngredient,
    /// Somebody changed or removed it by hand on one of the lists.
    ByHand,
    /// The application's list was not synchronised since something changed.
    StaleList,
}

/// Everything that the two lists say differently, in the order of the exact list; what only the application's
/// list has comes last.
#[must_use]
pub fn diff(one: &[Row], two: &List) -> Vec<Difference> {
    let mut by_name = BTreeMap::<String, Vec<&Row>>::new();
    for row in one {
        by_name.entry(handle(row)).or_default().push(row);
    }
    let mut claims = BTreeMap::<String, usize>::new();
    for name in two.items.iter().flat_map(names) {
        *claims.entry(name).or_default() += 1;
    }
    let mut differences = Vec::new();
    let removed = two.removed.iter().map(|item| (item, true));
    for (item, removed) in two.items.iter().map(|item| (item, false)).chain(removed) {
        let names = names(item);
        let rows: Vec<&Row> = names
            .iter()
            .filter_map(|name| by_name.get(name))
            .flatten()
            .copied()
            .collect();
        let shared = names
            .iter()
            .any(|name| claims.get(name).is_some_and(|items| *items > 1));
        differences.extend(compare(item, &rows, removed, shared));
    }
    let known: BTreeSet<String> = two.items.iter().chain(&two.removed).flat_map(names).collect();
    by_name.retain(|name, _| !known.contains(name));
    differences.extend(by_name.into_values().flatten().map(only_there));
    differences
}

/// What a row is found by: its key where somebody put it there, else its name.
fn handle(row: &Row) -> String {
    if row.key.starts_with("item::") {
        row.key.clone()
    } else {
        folded(&row.name)
    }
}

fn names(item: &Item) -> BTreeSet<String> {
    if item.key.starts_with("item::") {
        return [item.key.clone()].into();
    }
    item.facts.names.clone()
}

fn only_there(row: &Row) -> Difference {
    Difference {
        name: row.name.clone(),
        one: vec![written(row)],
        two: None,
        causes: [Cause::StaleList].into(),
    }
}

fn compare(item: &Item, rows: &[&Row], removed: bool, shared: bool) -> Option<Difference> {
    if removed && rows.is_empty() {
        return None;
    }
    let wanted = !removed && matches!(item.group, Group::Buy | Group::ToTaste);
    if wanted && is_same(item, rows) {
        return None;
    }
    let mut causes = if removed {
        [Cause::ByHand].into()
    } else {
        causes_of(item, rows)
    };
    if shared {
        // the amount is another one altogether
        causes.retain(|cause| !matches!(cause, Cause::RoundedUp | Cause::FloatNoise));
        causes.insert(Cause::SameName);
    }
    if causes.is_empty() {
        causes.insert(Cause::StaleList);
    }
    Some(Difference {
        name: item.name.clone(),
        one: rows.iter().map(|row| written(row)).collect(),
        two: (!removed).then(|| shown(item)),
        causes,
    })
}

fn is_same(item: &Item, rows: &[&Row]) -> bool {
    if item.to_taste || !item.as_written.is_empty() {
        // a number of nothing says as much as no number
        return item.open.is_empty()
            && item.as_written.is_empty()
            && rows.iter().all(|row| row.quantity == 0.0);
    }
    let equal =
        |(row, bucket): (&Row, &Bucket)| excess(row, bucket).is_some_and(|(more, _)| more.abs() < NOISE);
    match pairs(item, rows) {
        Some(pairs) if !pairs.is_empty() => pairs.into_iter().all(equal),
        Some(_) => item.contributions.is_empty(),
        None => matches!((rows, &item.open[..]), ([row], []) if row.quantity == 0.0),
    }
}

/// The rows and buckets that measure the same, where that is one row for every bucket.
fn pairs<'a>(item: &'a Item, rows: &[&'a Row]) -> Option<Vec<(&'a Row, &'a Bucket)>> {
    let of = |row: &Row| item.open.iter().find(|bucket| excess(row, bucket).is_some());
    let pairs: Vec<_> = rows
        .iter()
        .map(|row| Some((*row, of(row)?)))
        .collect::<Option<_>>()?;
    let kinds: BTreeSet<_> = pairs.iter().map(|(_, bucket)| &bucket.kind).collect();
    (kinds.len() == pairs.len() && pairs.len() == item.open.len()).then_some(pairs)
}

fn causes_of(item: &Item, rows: &[&Row]) -> BTreeSet<Cause> {
    let facts = &item.facts;
    let rounded: Option<Vec<Option<Cause>>> = pairs(item, rows).map(|pairs| {
        let unequal = pairs
            .into_iter()
            .filter(|(row, bucket)| excess(row, bucket).is_none_or(|(more, _)| more.abs() >= NOISE));
        unequal.map(|(row, bucket)| rounding(row, bucket)).collect()
    });
    // what rounding explains needs no other explanation of how amounts were joined
    let apart = rounded
        .as_ref()
        .is_none_or(|rounded| rounded.is_empty() || rounded.contains(&None));
    let unknown = facts.units.iter().any(|unit| !is_known(unit));
    let at_home = facts.pantry || item.have_some || item.group == Group::Have;
    let all = [
        (apart && unknown, Cause::UnitUnknown),
        (apart && facts.merged, Cause::MergedIngredients),
        (apart && facts.density, Cause::DensityJoined),
        (apart && facts.portion, Cause::PortionJoined),
        (at_home, Cause::Pantry),
        (facts.optional, Cause::OptionalGroup),
        (facts.range, Cause::RangeUpperEnd),
        (facts.scaled, Cause::Scaled),
        (facts.referenced, Cause::SubRecipe),
        (facts.inexact, Cause::NoNumber),
        (item.key.starts_with("text/"), Cause::NoIngredient),
        (facts.changed, Cause::ByHand),
    ];
    let facts = all.into_iter().filter(|(is, _)| *is).map(|(_, cause)| cause);
    facts.chain(rounded.into_iter().flatten().flatten()).collect()
}

/// Whether what the row shows too much is one step of the application's rounding.
fn rounding(row: &Row, bucket: &Bucket) -> Option<Cause> {
    let (more, exact) = excess(row, bucket)?;
    let unit = row.unit.as_deref().unwrap_or_default().to_lowercase();
    let measured = ["oz", "lbs", "cup"].contains(&unit.as_str());
    let (step, can_be_noise) = match unit.as_str() {
        "tsp" | "tbs" => (0.125, true),
        _ if measured => (0.25, true),
        // plain numbers are neither multiplied nor divided
        _ if is_known(&unit) => (1.0, false),
        _ => (0.25, false),
    };
    let steps = exact / step;
    let was_even = (steps - steps.round()).abs() < NOISE;
    let is_step = more > NOISE && more * exact < step * (1.0 + NOISE);
    match (is_step, was_even) {
        (true, false) => Some(Cause::RoundedUp),
        (true, true) if can_be_noise => Some(Cause::FloatNoise),
        _ => None,
    }
}

/// By which part the row shows more than the exact amount, and that amount in the row's unit.
fn excess(row: &Row, bucket: &Bucket) -> Option<(f64, f64)> {
    let unit = Measure::of(row.unit.as_deref().unwrap_or_default());
    let path = Graph::default().path(&bucket.unit, &unit, None)?;
    let exact = float(path.convert(&Span::exactly(bucket.amount.high))?.high);
    (exact > 0.0).then(|| ((row.quantity - exact) / exact, exact))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "it is compared with a float, with a tolerance"
)]
fn float(number: Ratio<i128>) -> f64 {
    *number.numer() as f64 / *number.denom() as f64
}

/// Whether the application's table has a unit, as it is written.
fn is_known(unit: &str) -> bool {
    crate::one::Dimension::of(Some(unit)) != crate::one::Dimension::Unknown
}

fn written(row: &Row) -> String {
    format!("{} {}", row.quantity, row.unit.as_deref().unwrap_or_default())
        .trim_end()
        .to_owned()
}

fn shown(item: &Item) -> String {
    match item.group {
        Group::Optional => format!("{} (optional)", item.amount),
        Group::Have => "at home".to_owned(),
        _ => item.amount.clone(),
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnitUnknown => "the application does not know the unit",
            Self::RoundedUp => "the application rounds up",
            Self::FloatNoise => "a rounding error made the application round up",
            Self::MergedIngredients => "merged ingredients are one item",
            Self::SameName => "the application takes ingredients of one name for one",
            Self::DensityJoined => "a density joins mass and volume",
            Self::PortionJoined => "what one weighs, or a unit of the household, joins amounts",
            Self::Pantry => "some or all of it is at home",
            Self::OptionalGroup => "optional lines are not counted",
            Self::RangeUpperEnd => "of a range the upper end is bought",
            Self::Scaled => "the recipe is cooked for more or fewer",
            Self::SubRecipe => "a recipe in a recipe is expanded",
            Self::NoNumber => "an amount has no number",
            Self::NoIngredient => "the application knows no line without an ingredient",
            Self::ByHand => "it was changed by hand on one of the lists",
            Self::StaleList => "the application's list is stale",
        })
    }
}
