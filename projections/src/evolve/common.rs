//! What two versions of a projection have in common, and how their rows differ in that.

use std::collections::{BTreeSet, HashMap};

use heirloom_events::values::HouseholdId;

use crate::diff::{Keyed, Row, TableDiff};
use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::read_db::Snapshot;
use crate::rebuild::progress::Stop;
use crate::target::{Bound, Model, Phase};
use crate::{Engine, Value};

/// How often two generations are brought to the same position before giving up.
const TRIES: u32 = 20;

/// A table that both versions have, reduced to the columns that both have, its key first.
pub(crate) struct CommonTable {
    /// Its name.
    pub(crate) name: &'static str,
    /// How many of the columns are its key.
    pub(crate) key: usize,
    /// The names of the columns.
    pub(crate) columns: Vec<&'static str>,
    /// Which table it is in each version, and which columns.
    sides: [(usize, Vec<usize>); 2],
}

/// What two versions have in common, and what only one of them has.
#[derive(Default)]
pub(crate) struct Common {
    pub(crate) tables: Vec<CommonTable>,
    /// Tables that only the first has.
    pub(crate) tables_gone: Vec<&'static str>,
    /// Tables that only the second has.
    pub(crate) tables_added: Vec<&'static str>,
    /// Columns that only the first has, with their tables.
    pub(crate) columns_gone: Vec<(&'static str, &'static str)>,
    /// Columns that only the second has.
    pub(crate) columns_added: Vec<(&'static str, &'static str)>,
    /// Tables whose rows cannot be told by the same key.
    pub(crate) rekeyed: Vec<&'static str>,
}

impl Common {
    pub(crate) fn of(from: Model, to: Model) -> Self {
        let mut common = Self::default();
        for (at, table) in from.tables().iter().enumerate() {
            let Some(other) = to.tables().iter().position(|other| other.name == table.name) else {
                common.tables_gone.push(table.name);
                continue;
            };
            let to = &to.tables()[other];
            let (names, others): (Vec<_>, Vec<_>) =
                (table.column_names().collect(), to.column_names().collect());
            let gone = names.iter().filter(|name| !others.contains(name));
            common.columns_gone.extend(gone.map(|name| (table.name, *name)));
            let added = others.iter().filter(|name| !names.contains(name));
            common.columns_added.extend(added.map(|name| (table.name, *name)));
            if !table.key_names().eq(to.key_names()) {
                common.rekeyed.push(table.name);
                continue;
            }
            let columns: Vec<_> = names
                .iter()
                .copied()
                .filter(|name| others.contains(name))
                .collect();
            let places = |all: &[&str]| -> Vec<usize> {
                let place = |column: &&str| all.iter().position(|name| name == column);
                columns.iter().filter_map(place).collect()
            };
            common.tables.push(CommonTable {
                name: table.name,
                key: table.key,
                sides: [(at, places(&names)), (other, places(&others))],
                columns,
            });
        }
        let added = to.tables().iter().map(|table| table.name);
        common.tables_added = added
            .filter(|name| from.tables().iter().all(|table| table.name != *name))
            .collect();
        common
    }
}

/// Rows of two generations at one moment, each household at the same position in both.
///
/// # Errors
/// [`Error::Lagging`] where one stays behind the other.
pub(crate) async fn settled(engine: &Engine, from: &Bound, to: &Bound) -> Result<Box<dyn Snapshot>> {
    let feeder = engine.feeder().only(vec![from.target.clone(), to.target.clone()]);
    for _ in 0..TRIES {
        feeder.feed_all_once(&Stop::default()).await?;
        let mut snapshot = engine.db.snapshot().await?;
        let before = snapshot.cursors(&from.target).await?;
        let after = snapshot.cursors(&to.target).await?;
        let at =
            |cursors: &HashMap<HouseholdId, u64>, household| cursors.get(household).copied().unwrap_or(0);
        let mut households = before.keys().chain(after.keys());
        if households.all(|household| at(&before, household) == at(&after, household)) {
            return Ok(snapshot);
        }
        snapshot.close().await?;
    }
    let target = to.target.to_string();
    Err(Error::Lagging { target })
}

/// Tells of every household and table in which the common columns differ: from `from` to `to`. Goes on while
/// it is told to.
pub(crate) async fn each_difference(
    snapshot: &mut dyn Snapshot,
    common: &Common,
    [from, to]: [&Bound; 2],
    stop: &Stop,
    mut each: impl FnMut(&CommonTable, TableDiff) -> bool + Send,
) -> Result<()> {
    for table in &common.tables {
        stop.check(Phase::CatchUp)?;
        for household in differing(snapshot, table, [from, to]).await? {
            stop.check(Phase::CatchUp)?;
            let is = rows(snapshot, table, 0, from, household).await?;
            let should = rows(snapshot, table, 1, to, household).await?;
            if !each(table, TableDiff::between(&is, &should)) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Households in which a table's digests differ: so rows stand in memory for one household at a time.
async fn differing(
    snapshot: &mut dyn Snapshot,
    table: &CommonTable,
    bounds: [&Bound; 2],
) -> Result<BTreeSet<HouseholdId>> {
    let mut digests: HashMap<HouseholdId, [Digest; 2]> = HashMap::new();
    for (side, bound) in bounds.into_iter().enumerate() {
        let (at, places) = &table.sides[side];
        let mut each = |values: &[Value<'_>]| {
            let household = match values.first() {
                Some(Value::Uuid(id)) => HouseholdId(*id),
                _ => HouseholdId(uuid::Uuid::nil()),
            };
            let picked: Vec<Value<'_>> = places.iter().map(|place| values[*place].clone()).collect();
            digests.entry(household).or_default()[side].add_row(&picked);
            Ok(())
        };
        snapshot.rows(bound, *at, None, &mut each).await?;
    }
    let differ = digests.into_iter().filter(|(_, [from, to])| from != to);
    Ok(differ.map(|(household, _)| household).collect())
}

async fn rows(
    snapshot: &mut dyn Snapshot,
    table: &CommonTable,
    side: usize,
    bound: &Bound,
    household: HouseholdId,
) -> Result<Keyed> {
    let (at, places) = &table.sides[side];
    let mut rows = Keyed::new();
    let mut each = |values: &[Value<'_>]| {
        let row: Row = places
            .iter()
            .map(|place| values[*place].clone().into_owned())
            .collect();
        rows.insert(row[..table.key].to_vec(), row);
        Ok(())
    };
    snapshot.rows(bound, *at, Some(household), &mut each).await?;
    Ok(rows)
}
