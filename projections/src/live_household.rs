//! What one batch changes in the tables of household-level projections: units that it touches, rows before
//! and rows after.
//!
//! Where the machine cannot be brought to the cursor as the tables have it (a stream that stood still can be
//! read again, or one that is in the tables cannot), the household is replayed from its first event and held
//! against the rows that the tables have.

use std::collections::{BTreeSet, HashSet};

use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;

use crate::Engine;
use crate::diff::{Rows, TableDiff};
use crate::error::Result;
use crate::feed::Fed;
use crate::live_rows::{Feeding, nothing, parked_row, position_of, stream_of};
use crate::machine::{Machine, Machines, Standing, Stopped};
use crate::read_db::TargetChange;
use crate::rebuild::compare::{stored_rows, table_diffs};

/// What is to be fed to one household.
pub(crate) struct Batch {
    pub(crate) household: HouseholdId,
    /// The events after the lowest cursor, up to `to`.
    pub(crate) events: Vec<Fed>,
    pub(crate) to: u64,
    /// Streams that stand still are tried again, whether or not they have new events.
    pub(crate) retry: bool,
}

/// What must be written so that the tables of each target hold everything of the batch. All targets are of
/// household-level projections.
pub(crate) async fn household_changes(
    engine: &Engine,
    machines: &mut Machines,
    feedings: &[Feeding],
    batch: &Batch,
) -> Result<Vec<TargetChange>> {
    let mut changes = Vec::new();
    let mut left: Vec<&Feeding> = feedings.iter().collect();
    while let Some(first) = left.first().copied() {
        // Live and standby tables usually stand at the same position: then one machine serves them all.
        let alike = |other: &&Feeding| {
            other.bound.target.is_of(first.bound.model)
                && other.applied == first.applied
                && other.standing() == first.standing()
        };
        let (group, others) = left.into_iter().partition(alike);
        left = others;
        changes.extend(group_changes(engine, machines, &group, batch).await?);
    }
    Ok(changes)
}

/// The same for targets of one version that hold the same.
async fn group_changes(
    engine: &Engine,
    machines: &mut Machines,
    group: &[&Feeding],
    batch: &Batch,
) -> Result<Vec<TargetChange>> {
    let first = group[0];
    let (model, standing) = (first.bound.model, first.standing());
    let again = batch.retry && !standing.is_empty();
    if !again && !read_otherwise(engine, &standing, batch).await? {
        let feed = engine.feed.as_ref();
        let at = (first.applied, &standing);
        let machine = machines.at(feed, model, batch.household, at.0, at.1).await?;
        if let Some(mut machine) = machine.filter(|machine| machine.stopped.is_empty()) {
            let changes = stepped(&mut machine, group, batch);
            machines.keep(model, machine);
            return Ok(changes);
        }
    }
    let Some(mut machine) = Machine::new(model, batch.household) else {
        return Ok(Vec::new());
    };
    machine
        .replay(engine.feed.as_ref(), batch.household, batch.to)
        .await?;
    let mut should = Rows::new(model.tables());
    for unit in machine.rows.units() {
        machine.rows.rows(&unit, &mut should);
    }
    let stopped = machine.stopped.clone();
    machines.keep(model, machine);
    refolded(engine, &should, &stopped, group, batch).await
}

/// Whether streams that stand still and have new events come to stand still elsewhere, or not at all, now.
async fn read_otherwise(engine: &Engine, standing: &Standing, batch: &Batch) -> Result<bool> {
    if standing.is_empty() {
        return Ok(false);
    }
    let new: BTreeSet<StreamKey> = batch.events.iter().filter_map(stream_of).collect();
    let touched: Vec<StreamKey> = standing.keys().filter(|s| new.contains(s)).cloned().collect();
    if touched.is_empty() {
        return Ok(false);
    }
    let events = engine.feed.streams(batch.household, &touched, batch.to).await?;
    let mut now = Standing::new();
    for poison in events.iter().filter(|fed| fed.is_err()) {
        if let Some(stream) = stream_of(poison) {
            now.entry(stream).or_insert(position_of(poison));
        }
    }
    Ok(touched
        .iter()
        .any(|stream| now.get(stream) != standing.get(stream)))
}

/// One step of a machine that is where the tables are.
fn stepped(machine: &mut Machine, group: &[&Feeding], batch: &Batch) -> Vec<TargetChange> {
    let first = group[0];
    let mut before = Rows::new(first.bound.model.tables());
    let mut after = before.emptied();
    let mut units = HashSet::new();
    for fed in &batch.events {
        if position_of(fed) <= first.applied {
            continue;
        }
        let Some(event) = machine.next(fed) else {
            continue;
        };
        for unit in machine.rows.touches(event) {
            if !units.contains(&unit) {
                machine.rows.rows(&unit, &mut before);
                units.insert(unit);
            }
        }
        machine.rows.apply(event);
    }
    for unit in &units {
        machine.rows.rows(unit, &mut after);
    }
    let diffs = table_diffs(&before, &after);
    let change = |feeding: &&Feeding| change(feeding, &machine.stopped, &diffs, batch);
    group.iter().map(change).collect()
}

/// The whole household as a rebuild would have it, against what is in the tables.
async fn refolded(
    engine: &Engine,
    should: &Rows,
    stopped: &[Stopped],
    group: &[&Feeding],
    batch: &Batch,
) -> Result<Vec<TargetChange>> {
    let mut changes = Vec::new();
    let mut snapshot = engine.db.snapshot().await?;
    for feeding in group {
        let is = stored_rows(snapshot.as_mut(), &feeding.bound, batch.household).await?;
        let mut change = change(feeding, stopped, &table_diffs(&is, should), batch);
        let parked = feeding.parked.iter().map(|parked| &parked.stream);
        let goes_on = |stream: &&StreamKey| stopped.iter().all(|(other, _)| other != *stream);
        change.unpark = parked.filter(goes_on).cloned().collect();
        changes.push(change);
    }
    snapshot.close().await?;
    Ok(changes)
}

fn change(feeding: &Feeding, stopped: &[Stopped], diffs: &[TableDiff], batch: &Batch) -> TargetChange {
    let park = stopped
        .iter()
        .map(|(stream, poison)| parked_row(feeding, batch.household, stream, poison.position, poison));
    TargetChange {
        tables: diffs.iter().cloned().map(TableDiff::into_change).collect(),
        park: park.filter(|parked| !feeding.parked.contains(parked)).collect(),
        standing: Some(feeding.standing()),
        ..nothing(feeding, batch.to)
    }
}
