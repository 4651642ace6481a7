//! Whether the log is whole: positions and sequences without gaps, every event readable, nothing planned that
//! nobody ever wrote down.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use futures_util::TryStreamExt as _;
use serde::Serialize;

use super::dangling::Dangling;
use crate::store::{EventLog, LogError, StoredEvent, reader};

/// How many faults are told.
const FAULTS: usize = 50;

/// What was found in the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LogReport {
    /// Events read.
    pub events: u64,
    /// Households.
    pub households: u64,
    /// Streams.
    pub streams: u64,
    /// How many events there are of each type and version: `RecipeRenamed 1`.
    pub by_version: BTreeMap<String, u64>,
    /// The first faults, in words.
    pub faults: Vec<String>,
    /// How many faults there are in all.
    pub fault_count: u64,
    /// The first recipes that are planned and were never written down (S8.3), in words.
    pub dangling: Vec<String>,
    /// How many there are in all.
    pub dangling_count: u64,
}

impl LogReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.is_dense_and_readable() && self.dangling_count == 0
    }

    /// Whether no position and no sequence is missing and every event can be read.
    #[must_use]
    pub fn is_dense_and_readable(&self) -> bool {
        self.fault_count == 0
    }

    fn fault(&mut self, what: String) {
        self.fault_count += 1;
        if self.faults.len() < FAULTS {
            self.faults.push(what);
        }
    }

    fn dangles(&mut self, found: Vec<String>) {
        self.dangling_count += found.len() as u64;
        let room = FAULTS.saturating_sub(self.dangling.len());
        self.dangling.extend(found.into_iter().take(room));
    }

    fn take(
        &mut self,
        event: &StoredEvent,
        sequences: &mut HashMap<(String, String), u64>,
        dangling: &mut Dangling,
    ) {
        self.events += 1;
        *self
            .by_version
            .entry(format!("{} {}", event.event_type, event.event_version))
            .or_default() += 1;
        let stream = (event.aggregate_type.clone(), event.aggregate_id.clone());
        let expected = sequences.entry(stream).or_insert(0);
        *expected += 1;
        if *expected != event.sequence {
            self.fault(format!(
                "household {}, position {}: `{}/{}` goes on with version {} where version {expected} is due",
                event.household, event.position, event.aggregate_type, event.aggregate_id, event.sequence,
            ));
            *expected = event.sequence;
        }
        match reader::read(event) {
            Ok(event) => dangling.take(&event),
            Err(poison) => self.fault(poison.to_string()),
        }
    }
}

/// Reads the whole log out of one snapshot and tells what is wrong with it.
///
/// # Errors
/// Where the log cannot be read to its end: a truncated answer is never a clean report.
pub async fn check_log(log: &Arc<dyn EventLog>) -> Result<LogReport, LogError> {
    let mut replay = log.replay().await?;
    let mut report = LogReport {
        households: replay.heads.len() as u64,
        ..LogReport::default()
    };
    let (mut sequences, mut dangling) = (HashMap::new(), Dangling::default());
    let mut household = None;
    while let Some(batch) = replay.batches.try_next().await? {
        for event in &batch {
            if let Some(before) = household
                .replace(event.household)
                .filter(|h| *h != event.household)
            {
                report.streams += sequences.len() as u64;
                sequences.clear();
                report.dangles(std::mem::take(&mut dangling).found(before));
            }
            report.take(event, &mut sequences, &mut dangling);
        }
    }
    report.streams += sequences.len() as u64;
    report.dangles(household.map_or_else(Vec::new, |last| dangling.found(last)));
    Ok(report)
}
