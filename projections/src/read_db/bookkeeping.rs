//! What both databases share in reading their bookkeeping, and in waiting for locks.

use std::collections::BTreeMap;
use std::time::Duration;

use heirloom_events::{StreamKey, StreamType};

use crate::Table;
use crate::error::{Error, Result};
use crate::target::{Generation, Parked, Phase, Role, Target};

/// How often a lock is tried for before giving up; with the lock timeout and the pauses that is some 20 s.
pub(super) const LOCK_TRIES: u32 = 40;

/// How long to wait before the next try: 20 to 420 ms, so that two who wait do not meet again.
pub(super) fn pause(tries: u32) -> Duration {
    let jitter = uuid::Uuid::now_v7().as_u128() as u64 % 100;
    Duration::from_millis(20 + u64::from(tries.min(10)) * 30 + jitter)
}

pub(super) fn target(projection: String, version: i64, generation: i64) -> Result<Target> {
    let narrow = |n: i64| u32::try_from(n).map_err(|e| Error::damaged("a row of `generations`", e));
    Ok(Target {
        projection,
        version: narrow(version)?,
        generation: narrow(generation)?,
    })
}

pub(super) fn generation(target: Target, role: &str, phase: &str) -> Result<Generation> {
    let role = Role::from_name(role).ok_or_else(|| Error::damaged("`generations.state`", role))?;
    // A phase of a newer build: nothing that we may touch, so it counts as one that is not fed.
    let phase = Phase::from_name(phase).unwrap_or(Phase::Load);
    Ok(Generation { target, role, phase })
}

pub(super) fn stream(aggregate_type: &str, aggregate_id: &str) -> Result<StreamKey> {
    let stream_type =
        StreamType::from_name(aggregate_type).map_err(|e| Error::damaged("`parked.aggregate_type`", e))?;
    Ok(StreamKey::new(stream_type, aggregate_id))
}

/// The streams that stand still, each with its first event that is not in the tables.
pub(super) fn standing(parked: Vec<Parked>) -> BTreeMap<StreamKey, u64> {
    parked.into_iter().map(|one| (one.stream, one.position)).collect()
}

pub(super) fn position(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|e| Error::damaged("a position", e))
}

pub(super) fn signed(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

/// `"a", "b", "c"`
pub(super) fn column_list(table: &Table) -> String {
    quoted(table.column_names())
}

/// `"a", "b"`
pub(super) fn key_list(table: &Table) -> String {
    quoted(table.key_names())
}

pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}

/// What an upsert does where the key is taken.
pub(super) fn on_conflict(table: &Table) -> String {
    let sets: Vec<String> = table.columns[table.key..]
        .iter()
        .map(|c| format!("\"{0}\" = excluded.\"{0}\"", c.name))
        .collect();
    if sets.is_empty() {
        return format!("ON CONFLICT ({}) DO NOTHING", key_list(table));
    }
    format!(
        "ON CONFLICT ({}) DO UPDATE SET {}",
        key_list(table),
        sets.join(", ")
    )
}
