//! All laws over all events of a log.

use std::sync::Arc;

use futures_util::TryStreamExt as _;

use super::{LawReport, Laws, name};
use crate::store::{EventLog, LogError};

/// How far the check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Events checked.
    pub events: u64,
    /// Events in the log.
    pub of: u64,
}

/// Checks every event of the log, out of one snapshot, in memory that does not grow with it.
///
/// `progress` is called after each batch; `false` stops there, and what was checked is reported.
///
/// # Errors
/// Where the log cannot be read to its end: a truncated answer is never a clean report.
pub async fn check_log(
    log: &Arc<dyn EventLog>,
    laws: &Laws<'_>,
    mut progress: impl FnMut(Progress) -> bool,
) -> Result<LawReport, LogError> {
    let mut replay = log.replay().await?;
    let of = replay.heads.iter().map(|head| head.head).sum();
    let mut report = LawReport::default();
    while let Some(batch) = replay.batches.try_next().await? {
        for event in &batch {
            report.take(name(event), laws.check_stored(event));
        }
        let events = report.events;
        if !progress(Progress { events, of }) {
            break;
        }
    }
    Ok(report)
}
