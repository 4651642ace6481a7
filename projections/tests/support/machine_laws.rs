//! What every machine of a household-level projection must keep, whatever happened. The fold of a rebuild gives
//! the rows that its answers are held against.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::Recorded;
use heirloom_events::values::HouseholdId;
use heirloom_projections::diff::{Row, Rows};
use heirloom_projections::fold::{HouseholdFold, OnPoison, Take};
use heirloom_projections::target::Model;
use heirloom_projections::{HouseholdRows, RowSink, Unit, Value};

/// The household-level projections among these.
pub fn household_level(models: &[Model]) -> Vec<Model> {
    let of = |model: &&Model| model.household(HouseholdId::derived("any")).is_some();
    models.iter().filter(of).copied().collect()
}

/// The rows that a rebuild has for one household; `parts` units at a time.
pub fn rebuilt(model: Model, household: HouseholdId, events: &[Recorded], parts: usize) -> Rows {
    let mut rows = vec![Rows::new(model.tables())];
    let mut fold = HouseholdFold::new(household, vec![model], vec![Take::default()], OnPoison::Fail);
    for event in events {
        fold.apply(Ok(event.clone()), &mut rows).unwrap();
    }
    while fold.finish_some(parts, &mut rows) {}
    rows.remove(0)
}

/// The events of each household with their positions.
pub fn by_household(events: Vec<Recorded>) -> BTreeMap<HouseholdId, Vec<Recorded>> {
    let mut households: BTreeMap<HouseholdId, Vec<Recorded>> = BTreeMap::new();
    for mut event in events {
        let household = households.entry(event.household).or_default();
        event.position = household.len() as u64 + 1;
        event.sequence = 1 + household.iter().filter(|e| e.stream == event.stream).count() as u64;
        household.push(event);
    }
    households
}

/// Rows as they come, twice where they come twice.
#[derive(Default, PartialEq, Debug)]
struct AsTheyCome(Vec<(usize, Row)>);

impl RowSink for AsTheyCome {
    fn row(&mut self, table: usize, values: &[Value<'_>]) {
        let row = values.iter().cloned().map(Value::into_owned).collect();
        self.0.push((table, row));
    }
}

/// The rows of every unit that a machine names or was ever told to have touched.
fn units(machine: &dyn HouseholdRows, known: &BTreeSet<Unit>) -> BTreeMap<Unit, AsTheyCome> {
    let mut units = BTreeMap::new();
    for unit in known.iter().cloned().chain(machine.units()) {
        let mut rows = AsTheyCome::default();
        machine.rows(&unit, &mut rows);
        units.insert(unit, rows);
    }
    units
}

/// What is wrong with a machine, told one household's events; nothing: it keeps the laws.
///
/// * What an event changes, it touches.
/// * A unit that has rows is among the units, and no two units have rows of one key.
/// * Two machines that were told the same give the same, in the same order.
/// * Rows have as many values as their tables have columns, and begin with the household.
pub fn broken_law(model: Model, household: HouseholdId, events: &[Recorded]) -> Option<String> {
    let mut machine = model.household(household)?;
    let mut twin = model.household(household)?;
    let mut known = BTreeSet::new();
    let reads = |event: &&Recorded| model.streams().contains(&event.stream.aggregate_type);
    for event in events.iter().filter(reads) {
        let touched: BTreeSet<Unit> = machine.touches(event).into_iter().collect();
        known.extend(machine.units().into_iter().chain(touched.iter().cloned()));
        let before = units(machine.as_ref(), &known);
        machine.apply(event);
        twin.apply(event);
        let after = units(machine.as_ref(), &known);
        let at = event.position;
        for (unit, rows) in &after {
            let was = before.get(unit).map_or(&[][..], |rows| &rows.0);
            if rows.0 != was && !touched.contains(unit) {
                return Some(format!(
                    "the event at {at} changes `{}` and does not touch it",
                    unit.as_str()
                ));
            }
        }
        if after != units(twin.as_ref(), &known) {
            return Some(format!("two machines differ at {at}"));
        }
        if let Some(wrong) = ill_formed(model, household, machine.as_ref(), &after) {
            return Some(format!("at {at}: {wrong}"));
        }
    }
    None
}

fn ill_formed(
    model: Model,
    household: HouseholdId,
    machine: &dyn HouseholdRows,
    units: &BTreeMap<Unit, AsTheyCome>,
) -> Option<String> {
    let named: BTreeSet<Unit> = machine.units().into_iter().collect();
    let mut keys = BTreeSet::new();
    for (unit, rows) in units {
        let unit_name = unit.as_str();
        if !rows.0.is_empty() && !named.contains(unit) {
            return Some(format!("`{unit_name}` has rows and is not among the units"));
        }
        for (table, row) in &rows.0 {
            let shape = &model.tables()[*table];
            if row.len() != shape.columns.len() || row[0] != Value::Uuid(household.0) {
                return Some(format!("a row of `{}` has another shape", shape.name));
            }
            if !keys.insert((*table, row[..shape.key].to_vec())) {
                return Some(format!(
                    "two rows of `{}` have one key, the second in `{unit_name}`",
                    shape.name
                ));
            }
        }
    }
    None
}
