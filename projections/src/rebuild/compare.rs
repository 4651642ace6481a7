//! Tables against a fresh fold of the log, household by household.
//!
//! It is exact while commands come in: rows and cursors are read in one snapshot, and each household is
//! folded up to its cursor in that snapshot, each stream that stands still up to where it stands.

use std::collections::HashMap;

use futures_util::StreamExt;
use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;

use super::progress::{Meter, Progress, Step, Stop};
use crate::diff::{Rows, TableDiff};
use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::fold::{HouseholdFold, OnPoison, Sinks, Take};
use crate::read_db::Snapshot;
use crate::target::{Bound, Model, Phase};
use crate::{Engine, RowSink, Value};

/// Events read at once where a single household is folded.
const EVENTS_AT_ONCE: u64 = 1_000;

/// Digests by target, then table.
type Digests = Vec<Vec<Digest>>;

/// A table that differs from the log in one household.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mismatch {
    pub(crate) household: HouseholdId,
    pub(crate) target: usize,
    pub(crate) table: usize,
}

/// What a comparison found.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) mismatches: Vec<Mismatch>,
    /// Of the tables, by target and table.
    pub(crate) stored: Digests,
    /// Of the fold.
    pub(crate) folded: Digests,
}

fn empty(targets: &[Bound]) -> Digests {
    targets
        .iter()
        .map(|bound| vec![Digest::default(); bound.model.tables().len()])
        .collect()
}

impl Sinks for Digests {
    fn row(&mut self, target: usize, table: usize, values: &[Value<'_>]) {
        self[target][table].add_row(values);
    }
}

/// What each target takes of each household, as a snapshot has it.
pub(crate) struct Takes {
    cursors: Vec<HashMap<HouseholdId, u64>>,
    parked: Vec<HashMap<HouseholdId, HashMap<StreamKey, u64>>>,
}

impl Takes {
    pub(crate) async fn read(snapshot: &mut dyn Snapshot, targets: &[Bound]) -> Result<Self> {
        let (mut cursors, mut parked) = (Vec::new(), Vec::new());
        for bound in targets {
            cursors.push(snapshot.cursors(&bound.target).await?);
            let mut streams: HashMap<HouseholdId, HashMap<StreamKey, u64>> = HashMap::new();
            for one in snapshot.parked(&bound.target).await? {
                let household = streams.entry(one.household).or_default();
                household.insert(one.stream, one.position);
            }
            parked.push(streams);
        }
        Ok(Self { cursors, parked })
    }

    pub(crate) fn of(&self, target: usize, household: HouseholdId) -> Take {
        Take {
            upto: self.cursors[target].get(&household).copied().unwrap_or(0),
            parked: self.parked[target].get(&household).cloned().unwrap_or_default(),
        }
    }

    fn all(&self, household: HouseholdId) -> Vec<Take> {
        (0..self.cursors.len())
            .map(|target| self.of(target, household))
            .collect()
    }
}

/// Digests of every table of these targets by household.
pub(crate) async fn stored_digests(
    snapshot: &mut dyn Snapshot,
    targets: &[Bound],
) -> Result<HashMap<HouseholdId, Digests>> {
    let mut digests: HashMap<HouseholdId, Digests> = HashMap::new();
    for (at, bound) in targets.iter().enumerate() {
        for table in 0..bound.model.tables().len() {
            let mut each = |values: &[Value<'_>]| {
                // What has no household is nobody's: it stands out as rows that the log does not have.
                let household = match values.first() {
                    Some(Value::Uuid(id)) => HouseholdId(*id),
                    _ => HouseholdId(uuid::Uuid::nil()),
                };
                digests.entry(household).or_insert_with(|| empty(targets))[at][table].add_row(values);
                Ok(())
            };
            snapshot.rows(bound, table, None, &mut each).await?;
        }
    }
    Ok(digests)
}

/// Compares every table with the log.
pub(crate) async fn compare_with_log(
    engine: &Engine,
    snapshot: &mut dyn Snapshot,
    targets: &[Bound],
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Compared> {
    let takes = Takes::read(snapshot, targets).await?;
    let mut comparison = Comparison {
        stored: stored_digests(snapshot, targets).await?,
        found: Compared {
            mismatches: Vec::new(),
            stored: empty(targets),
            folded: empty(targets),
        },
        targets,
        takes,
    };
    let mut replay = engine.feed.replay().await?;
    let total = replay.heads.iter().map(|(_, head)| head).sum();
    let mut meter = Meter::new(progress, Step::Verify, total);
    let models: Vec<Model> = targets.iter().map(|bound| bound.model).collect();
    let mut current: Option<(HouseholdFold, Digests)> = None;
    let mut of = HouseholdId(uuid::Uuid::nil());
    while let Some(batch) = replay.batches.next().await {
        stop.check(Phase::CatchUp)?;
        for fed in batch? {
            let household = fed
                .as_ref()
                .map_or_else(|poison| poison.household, |r| r.household);
            if current.is_none() || household != of {
                if let Some((fold, digests)) = current.take() {
                    comparison.household(of, fold, digests)?;
                }
                of = household;
                let takes = comparison.takes.all(household);
                let fold = HouseholdFold::new(household, models.clone(), takes, OnPoison::Fail);
                current = Some((fold, empty(targets)));
            }
            if let Some((fold, digests)) = &mut current {
                fold.apply(fed, digests)?;
            }
            meter.report.events += 1;
        }
        meter.tick();
    }
    if let Some((fold, digests)) = current.take() {
        comparison.household(of, fold, digests)?;
    }
    meter.tell();
    comparison.rest()
}

struct Comparison<'a> {
    targets: &'a [Bound],
    takes: Takes,
    stored: HashMap<HouseholdId, Digests>,
    found: Compared,
}

impl Comparison<'_> {
    fn household(
        &mut self,
        household: HouseholdId,
        mut fold: HouseholdFold,
        mut folded: Digests,
    ) -> Result<()> {
        fold.finish(&mut folded);
        let furthest = (0..self.targets.len())
            .map(|t| self.takes.of(t, household).upto)
            .max();
        if fold.last < furthest.unwrap_or(0) {
            return Err(Error::Truncated {
                household,
                expected: furthest.unwrap_or(0),
                actual: fold.last,
            });
        }
        for cursors in &mut self.takes.cursors {
            cursors.remove(&household);
        }
        let stored = self
            .stored
            .remove(&household)
            .unwrap_or_else(|| empty(self.targets));
        self.note(household, &stored, &folded);
        Ok(())
    }

    fn note(&mut self, household: HouseholdId, stored: &Digests, folded: &Digests) {
        for (target, bound) in self.targets.iter().enumerate() {
            for table in 0..bound.model.tables().len() {
                self.found.stored[target][table] += stored[target][table];
                self.found.folded[target][table] += folded[target][table];
                if stored[target][table] != folded[target][table] {
                    self.found.mismatches.push(Mismatch {
                        household,
                        target,
                        table,
                    });
                }
            }
        }
    }

    /// Households that the log did not give.
    fn rest(mut self) -> Result<Compared> {
        for cursors in &self.takes.cursors {
            if let Some((household, upto)) = cursors.iter().find(|(_, upto)| **upto > 0) {
                return Err(Error::Truncated {
                    household: *household,
                    expected: *upto,
                    actual: 0,
                });
            }
        }
        for (household, stored) in std::mem::take(&mut self.stored) {
            self.note(household, &stored, &empty(self.targets));
        }
        Ok(self.found)
    }
}

/// The rows that one target should have for one household.
pub(crate) async fn folded_rows(
    engine: &Engine,
    bound: &Bound,
    household: HouseholdId,
    take: Take,
) -> Result<Rows> {
    let upto = take.upto;
    let mut rows = vec![Rows::new(bound.model.tables())];
    let mut fold = HouseholdFold::new(household, vec![bound.model], vec![take], OnPoison::Fail);
    while fold.last < upto {
        let limit = EVENTS_AT_ONCE.min(upto - fold.last);
        let events = engine.feed.after(household, fold.last, limit).await?;
        if events.is_empty() {
            return Err(Error::Truncated {
                household,
                expected: upto,
                actual: fold.last,
            });
        }
        for fed in events {
            fold.apply(fed, &mut rows)?;
        }
    }
    fold.finish(&mut rows);
    Ok(rows.swap_remove(0))
}

/// The rows that one target has for one household.
pub(crate) async fn stored_rows(
    snapshot: &mut dyn Snapshot,
    bound: &Bound,
    household: HouseholdId,
) -> Result<Rows> {
    let mut rows = Rows::new(bound.model.tables());
    for table in 0..bound.model.tables().len() {
        let mut each = |values: &[Value<'_>]| {
            rows.row(table, values);
            Ok(())
        };
        snapshot.rows(bound, table, Some(household), &mut each).await?;
    }
    Ok(rows)
}

/// What differs between two sets of rows, by table.
pub(crate) fn table_diffs(is: &Rows, should: &Rows) -> Vec<TableDiff> {
    let pairs = is.tables.iter().zip(&should.tables);
    pairs.map(|(is, should)| TableDiff::between(is, should)).collect()
}
