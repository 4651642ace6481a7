//! The load: every event of a snapshot of the log, folded household by household, straight into the
//! tables of all targets in one pass.

use std::collections::HashMap;

use futures_util::StreamExt;
use heirloom_events::values::HouseholdId;

use super::progress::{Meter, Progress, Step, Stop};
use crate::error::{Error, Result};
use crate::feed::{Fed, Replay};
use crate::fold::{HouseholdFold, OnPoison, Sinks, Take};
use crate::read_db::Loader;
use crate::target::{Bound, Parked, Phase};
use crate::{Engine, Value};

/// Events between two looks at the buffers.
const EVENTS_BETWEEN_FLUSHES: usize = 256;
/// Streams, and then units, whose rows are given between two looks at the buffers.
const PARTS_BETWEEN_FLUSHES: usize = 64;

/// What a load did.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct LoadStats {
    /// Events read.
    pub events: u64,
    /// Rows written.
    pub rows: u64,
    /// Households in the snapshot.
    pub households: u64,
    /// How long it took, in seconds.
    pub seconds: f64,
}

pub(super) async fn load(
    engine: &Engine,
    targets: &[Bound],
    on_poison: OnPoison,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<LoadStats> {
    let replay = engine.feed.replay().await?;
    let mut loader = engine.db.load(targets).await?;
    let total = replay.heads.iter().map(|(_, head)| head).sum();
    let mut pour = Pour {
        targets,
        on_poison,
        heads: replay.heads.iter().copied().collect(),
        meter: Meter::new(progress, Step::Load, total),
        stop,
    };
    match pour.all(replay, loader.as_mut()).await {
        Ok(stats) => {
            loader.finish().await?;
            pour.meter.tell();
            Ok(LoadStats {
                seconds: pour.meter.report.seconds,
                ..stats
            })
        }
        Err(error) => {
            loader.abort().await;
            Err(error)
        }
    }
}

struct Pour<'a> {
    targets: &'a [Bound],
    on_poison: OnPoison,
    /// What the log promised and has not yet kept.
    heads: HashMap<HouseholdId, u64>,
    meter: Meter<'a>,
    stop: &'a Stop,
}

/// One household on its way: being folded, or already loaded and only counted.
enum Way {
    Fold(Box<HouseholdFold>),
    Skip(u64),
}

struct Counted<'a> {
    sinks: &'a mut dyn Sinks,
    rows: u64,
}

impl Sinks for Counted<'_> {
    fn row(&mut self, target: usize, table: usize, values: &[Value<'_>]) {
        self.rows += 1;
        self.sinks.row(target, table, values);
    }
}

impl Pour<'_> {
    async fn all(&mut self, mut replay: Replay, loader: &mut dyn Loader) -> Result<LoadStats> {
        let households = replay.heads.len() as u64;
        let mut current: Option<(HouseholdId, Way)> = None;
        while let Some(batch) = replay.batches.next().await {
            let mut batch = batch?.into_iter().peekable();
            while batch.peek().is_some() {
                for fed in batch.by_ref().take(EVENTS_BETWEEN_FLUSHES) {
                    self.one(fed, &mut current, loader).await?;
                }
                self.stop.check(Phase::Load)?;
                loader.flush().await?;
                self.meter.tick();
            }
        }
        if let Some(done) = current.take() {
            self.finish(done, loader).await?;
        }
        // A household that never came at all is as much of a lie as one that was cut short.
        if let Some((household, head)) = self.heads.iter().find(|(_, head)| **head > 0) {
            return Err(truncated(*household, *head, 0));
        }
        Ok(LoadStats {
            events: self.meter.report.events,
            rows: self.meter.report.rows,
            households,
            seconds: 0.0,
        })
    }

    async fn one(
        &mut self,
        fed: Fed,
        current: &mut Option<(HouseholdId, Way)>,
        loader: &mut dyn Loader,
    ) -> Result<()> {
        let (household, position) = match &fed {
            Ok(recorded) => (recorded.household, recorded.position),
            Err(poison) => (poison.household, poison.position),
        };
        if current.as_ref().is_none_or(|(one, _)| *one != household) {
            if let Some(done) = current.take() {
                self.finish(done, loader).await?;
            }
            *current = Some((household, self.way(household, loader)));
        }
        self.meter.report.events += 1;
        let Some((_, way)) = current else {
            return Ok(());
        };
        let last = match way {
            Way::Skip(last) => *last,
            Way::Fold(fold) => fold.last,
        };
        if position != last + 1 {
            return Err(truncated(household, position, last));
        }
        match way {
            Way::Skip(last) => *last = position,
            Way::Fold(fold) => {
                let mut counted = Counted {
                    sinks: loader.sinks(),
                    rows: 0,
                };
                fold.apply(fed, &mut counted)?;
                self.meter.report.rows += counted.rows;
            }
        }
        Ok(())
    }

    fn way(&self, household: HouseholdId, loader: &dyn Loader) -> Way {
        if loader.has(household) {
            return Way::Skip(0);
        }
        let models = self.targets.iter().map(|bound| bound.model).collect();
        let takes = vec![Take::default(); self.targets.len()];
        Way::Fold(Box::new(HouseholdFold::new(
            household,
            models,
            takes,
            self.on_poison,
        )))
    }

    async fn finish(&mut self, done: (HouseholdId, Way), loader: &mut dyn Loader) -> Result<()> {
        let (household, way) = done;
        let head = self.heads.remove(&household).unwrap_or(0);
        let last = match &way {
            Way::Skip(last) => *last,
            Way::Fold(fold) => fold.last,
        };
        if last != head {
            return Err(truncated(household, head, last));
        }
        let Way::Fold(mut fold) = way else {
            return Ok(());
        };
        loop {
            let mut counted = Counted {
                sinks: loader.sinks(),
                rows: 0,
            };
            let more = fold.finish_some(PARTS_BETWEEN_FLUSHES, &mut counted);
            self.meter.report.rows += counted.rows;
            if !more {
                break;
            }
            loader.flush().await?;
        }
        let parked = self.parked(household, &fold);
        drop(fold);
        loader.household_done(household, last, parked).await
    }

    fn parked(&self, household: HouseholdId, fold: &HouseholdFold) -> Vec<Parked> {
        let mut parked = Vec::new();
        for (stream, poison) in &fold.stopped {
            let reads = |bound: &&Bound| bound.model.streams().contains(&stream.aggregate_type);
            parked.extend(self.targets.iter().filter(reads).map(|bound| Parked {
                target: bound.target.clone(),
                household,
                stream: stream.clone(),
                position: poison.position,
                why: format!("position {}: {}", poison.position, poison.why),
            }));
        }
        parked
    }
}

fn truncated(household: HouseholdId, expected: u64, actual: u64) -> Error {
    Error::Truncated {
        household,
        expected,
        actual,
    }
}
