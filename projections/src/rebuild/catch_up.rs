//! Catching up: the live feeder's own code, until nothing is left.

use super::progress::{Meter, Progress, Step, Stop};
use crate::Engine;
use crate::error::Result;
use crate::target::{Bound, Phase};

/// Lag below which a target counts as caught up: what one more transaction of the feeder takes.
const CLOSE_ENOUGH: u64 = 200;

/// How often to go round; the switch itself refuses to show less than what is live.
const MOST_ROUNDS: u32 = 10;

/// Feeds until the targets are less than a batch behind; others that are fed come along.
pub(super) async fn catch_up(
    engine: &Engine,
    targets: &[Bound],
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<()> {
    let feeder = engine.feeder();
    let first = lag(engine, targets).await?;
    let mut meter = Meter::new(progress, Step::CatchUp, first);
    let mut rounds = 0;
    loop {
        stop.check(Phase::CatchUp)?;
        feeder.feed_all_once(stop).await?;
        let lag = lag(engine, targets).await?;
        meter.report.lag = Some(lag);
        meter.report.events = first.saturating_sub(lag);
        meter.tell();
        // Writers may be faster than any feeder for a while; then what is live is behind as well, and it
        // is enough not to be behind that.
        rounds += 1;
        if lag < CLOSE_ENOUGH || rounds >= MOST_ROUNDS {
            return Ok(());
        }
    }
}

/// How many events the target that is furthest behind lacks.
pub(crate) async fn lag(engine: &Engine, targets: &[Bound]) -> Result<u64> {
    let heads = engine.feed.heads().await?;
    let mut most = 0;
    for bound in targets {
        let cursors = engine.db.cursors(&bound.target).await?;
        let behind = heads
            .iter()
            .map(|(household, head)| head.saturating_sub(cursors.get(household).copied().unwrap_or(0)));
        most = most.max(behind.sum());
    }
    Ok(most)
}
