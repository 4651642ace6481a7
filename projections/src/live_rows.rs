//! What one batch of one household's events changes in the tables of streams: rows before, rows after, by key.
//!
//! It knows no database. A stream that cannot be read stands still before its first bad event; the others
//! go on.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey};

use crate::diff::{Rows, TableChange, TableDiff};
use crate::feed::{Fed, Poison};
use crate::fold::poisoned_stream;
use crate::machine::Standing;
use crate::read_db::TargetChange;
use crate::target::{Bound, Parked};

/// One target as one household's feeding finds it.
pub(crate) struct Feeding {
    pub(crate) bound: Bound,
    /// Its cursor.
    pub(crate) applied: u64,
    /// Its streams that stand still.
    pub(crate) parked: Vec<Parked>,
}

impl Feeding {
    /// The same, each with the first of its events that is not in the tables.
    pub(crate) fn standing(&self) -> Standing {
        let parked = self.parked.iter();
        parked.map(|one| (one.stream.clone(), one.position)).collect()
    }

    fn parked(&self, stream: &StreamKey) -> Option<&Parked> {
        self.parked.iter().find(|parked| parked.stream == *stream)
    }

    /// The last position of this stream whose rows are in the tables.
    fn has(&self, stream: &StreamKey) -> u64 {
        self.parked(stream)
            .map_or(self.applied, |parked| parked.position.saturating_sub(1))
    }
}

/// The stream of an event, also of one that cannot be read.
pub(crate) fn stream_of(fed: &Fed) -> Option<StreamKey> {
    match fed {
        Ok(recorded) => Some(recorded.stream.clone()),
        Err(poison) => poisoned_stream(poison),
    }
}

pub(crate) fn position_of(fed: &Fed) -> u64 {
    match fed {
        Ok(recorded) => recorded.position,
        Err(poison) => poison.position,
    }
}

/// What must be written so that the tables of each target hold everything up to `to`. `events` are all
/// events up to `to` of every stream that may have changed.
pub(crate) fn changes(
    household: HouseholdId,
    feedings: &[Feeding],
    to: u64,
    events: Vec<Fed>,
) -> Vec<TargetChange> {
    let mut streams: BTreeMap<StreamKey, Vec<Fed>> = BTreeMap::new();
    for event in events {
        if let Some(stream) = stream_of(&event) {
            streams.entry(stream).or_default().push(event);
        }
    }
    let mut changes: Vec<TargetChange> = feedings.iter().map(|feeding| nothing(feeding, to)).collect();
    for (stream, events) in &streams {
        let last = events.last().map_or(0, position_of);
        let readers = |feeding: &Feeding| {
            let streams = feeding.bound.model.streams();
            streams.contains(&stream.aggregate_type) && feeding.has(stream) < last
        };
        // Live and standby tables usually stand at the same position: then one fold serves them all.
        let starts: BTreeSet<u64> = feedings
            .iter()
            .filter(|feeding| readers(feeding))
            .map(|feeding| feeding.has(stream))
            .collect();
        for has in starts {
            let mut group: Vec<(&Feeding, &mut TargetChange)> = feedings
                .iter()
                .zip(&mut changes)
                .filter(|(feeding, _)| readers(feeding) && feeding.has(stream) == has)
                .collect();
            feed_stream(household, stream, events, has, &mut group);
        }
    }
    changes
}

/// A change that only moves the cursor.
pub(crate) fn nothing(feeding: &Feeding, to: u64) -> TargetChange {
    TargetChange {
        bound: feeding.bound.clone(),
        from: feeding.applied,
        to: to.max(feeding.applied),
        tables: vec![TableChange::default(); feeding.bound.model.tables().len()],
        park: Vec::new(),
        unpark: Vec::new(),
        standing: None,
    }
}

/// One stream, for targets that hold its rows up to the same position.
fn feed_stream(
    household: HouseholdId,
    stream: &StreamKey,
    events: &[Fed],
    has: u64,
    group: &mut [(&Feeding, &mut TargetChange)],
) {
    let split = events.partition_point(|event| position_of(event) <= has);
    let (old, new) = events.split_at(split);
    let mut state = State::empty(stream.aggregate_type);
    let mut stopped: Option<(u64, &Poison)> = None;
    for event in old {
        match event {
            Ok(recorded) => state.apply(recorded.clone()),
            // What another build could read, we cannot: the rows stay as they are, and the stream stands
            // still where we would have gone on.
            Err(poison) => {
                let first_new = new.first().map_or(has + 1, position_of);
                park(household, stream, first_new, poison, group);
                return;
            }
        }
    }
    let mut before = rows_of(household, stream, &state, group);
    let mut after = before.iter().map(Rows::emptied).collect::<Vec<_>>();
    for event in new {
        match event {
            Ok(recorded) => {
                for ((feeding, _), rows) in group.iter().zip(&mut after) {
                    feeding.bound.model.event_rows(&state, recorded, rows);
                }
                state.apply(recorded.clone());
            }
            Err(poison) => {
                stopped = Some((poison.position, poison));
                break;
            }
        }
    }
    if state.version() > 0 {
        for ((feeding, _), rows) in group.iter().zip(&mut after) {
            feeding.bound.model.state_rows(household, stream, &state, rows);
        }
    }
    for (((_, change), before), after) in group.iter_mut().zip(&mut before).zip(&after) {
        merge(change, before, after);
    }
    match stopped {
        Some((position, poison)) => park(household, stream, position, poison, group),
        None => {
            for (feeding, change) in group {
                if feeding.parked(stream).is_some() {
                    change.unpark.push(stream.clone());
                }
            }
        }
    }
}

fn rows_of(
    household: HouseholdId,
    stream: &StreamKey,
    state: &State,
    group: &[(&Feeding, &mut TargetChange)],
) -> Vec<Rows> {
    group
        .iter()
        .map(|(feeding, _)| {
            let mut rows = Rows::new(feeding.bound.model.tables());
            if state.version() > 0 {
                feeding
                    .bound
                    .model
                    .state_rows(household, stream, state, &mut rows);
            }
            rows
        })
        .collect()
}

fn merge(change: &mut TargetChange, before: &Rows, after: &Rows) {
    for (table, (is, should)) in before.tables.iter().zip(&after.tables).enumerate() {
        let mended = TableDiff::between(is, should).into_change();
        change.tables[table].deletes.extend(mended.deletes);
        change.tables[table].upserts.extend(mended.upserts);
    }
}

fn park(
    household: HouseholdId,
    stream: &StreamKey,
    position: u64,
    poison: &Poison,
    group: &mut [(&Feeding, &mut TargetChange)],
) {
    for (feeding, change) in group {
        let parked = parked_row(feeding, household, stream, position, poison);
        if feeding.parked(stream) != Some(&parked) {
            change.park.push(parked);
        }
    }
}

/// The note that a stream stands still from a position on, because of an event that cannot be read.
pub(crate) fn parked_row(
    feeding: &Feeding,
    household: HouseholdId,
    stream: &StreamKey,
    position: u64,
    poison: &Poison,
) -> Parked {
    Parked {
        target: feeding.bound.target.clone(),
        household,
        stream: stream.clone(),
        position,
        why: format!("position {}: {}", poison.position, poison.why),
    }
}
