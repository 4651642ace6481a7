//! That nothing is missing from what a database answered: every read passes through here.

use std::collections::{BTreeMap, HashMap};

use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;

use super::{Head, LogError, StoredEvent};

fn missing(household: HouseholdId, what: String) -> LogError {
    LogError::Truncated { household, what }
}

/// Each stream's events follow on one another from 1.
pub(super) fn streams_from_one(events: &[StoredEvent]) -> Result<(), LogError> {
    let mut streams = StreamVersions::default();
    events.iter().try_for_each(|event| streams.take(event))
}

/// The events follow on one another after `after`, and there are as many as the head promises, at most
/// `limit`.
pub(super) fn positions_after(
    household: HouseholdId,
    after: u64,
    limit: u64,
    head: u64,
    events: &[StoredEvent],
) -> Result<(), LogError> {
    for (expected, event) in (after + 1..).zip(events) {
        if event.position != expected {
            let what = format!(
                "position {expected} should come, position {} came",
                event.position
            );
            return Err(missing(household, what));
        }
    }
    let promised = head.saturating_sub(after).min(limit);
    let came = events.len() as u64;
    if came == promised {
        return Ok(());
    }
    let what =
        format!("{promised} events after position {after} should come (its head is {head}), {came} came");
    Err(missing(household, what))
}

/// The newest sequence of each stream of one household.
#[derive(Default)]
pub(super) struct StreamVersions(HashMap<(String, String), u64>);

impl StreamVersions {
    /// Takes the next event of the household in; it must be the next one of its stream.
    pub(super) fn take(&mut self, event: &StoredEvent) -> Result<(), LogError> {
        let key = (event.aggregate_type.clone(), event.aggregate_id.clone());
        let version = self.0.entry(key).or_default();
        if event.sequence == *version + 1 {
            *version += 1;
            return Ok(());
        }
        let what = format!(
            "version {} of `{}/{}` should come, version {} came at position {}",
            *version + 1,
            event.aggregate_type,
            event.aggregate_id,
            event.sequence,
            event.position
        );
        Err(missing(event.household, what))
    }
}

/// Follows a replay: household by household in the order of the heads, each from 1 to its head.
pub(super) struct ReplayCheck {
    heads: std::vec::IntoIter<Head>,
    current: Option<Head>,
    position: u64,
}

impl ReplayCheck {
    pub(super) fn new(heads: Vec<Head>) -> Self {
        let mut heads = heads.into_iter();
        Self {
            current: heads.next(),
            heads,
            position: 0,
        }
    }

    /// Takes the next event in.
    pub(super) fn take(&mut self, event: &StoredEvent) -> Result<(), LogError> {
        if self
            .current
            .is_some_and(|current| current.household != event.household)
        {
            self.next_household()?;
        }
        let expected = self.position + 1;
        match self.current {
            Some(head) if head.household == event.household && event.position == expected => {
                self.position = expected;
                Ok(())
            }
            Some(head) => Err(missing(
                head.household,
                format!(
                    "position {expected} should come, position {} of household {} came",
                    event.position, event.household
                ),
            )),
            None => Err(missing(event.household, "it has events and no head".into())),
        }
    }

    fn next_household(&mut self) -> Result<(), LogError> {
        self.ended_at_head()?;
        self.current = self.heads.next();
        self.position = 0;
        Ok(())
    }

    fn ended_at_head(&self) -> Result<(), LogError> {
        match self.current {
            Some(Head { household, head }) if head != self.position => Err(missing(
                household,
                format!("its events end at position {}, its head is {head}", self.position),
            )),
            _ => Ok(()),
        }
    }

    /// All households must have come to their heads.
    pub(super) fn finish(mut self) -> Result<(), LogError> {
        while self.current.is_some() {
            self.next_household()?;
        }
        Ok(())
    }
}

/// Follows an import: households in ascending order, positions and every stream's sequences from 1.
#[derive(Default)]
pub(super) struct ImportCheck {
    /// The households that came, and their heads.
    pub(super) heads: BTreeMap<HouseholdId, u64>,
    /// How many events came.
    pub(super) events: u64,
    current: Option<(HouseholdId, u64)>,
    streams: StreamVersions,
}

impl ImportCheck {
    /// Takes the next event in.
    pub(super) fn take(&mut self, event: &StoredEvent) -> Result<(), LogError> {
        let position = match self.current {
            Some((household, position)) if household == event.household => position + 1,
            Some((household, _)) if household > event.household => {
                let what = format!("it comes after household {household}; households must come in order");
                return Err(missing(event.household, what));
            }
            _ => {
                self.streams = StreamVersions::default();
                1
            }
        };
        if event.position != position {
            let what = format!(
                "position {position} should come, position {} came",
                event.position
            );
            return Err(missing(event.household, what));
        }
        self.streams.take(event)?;
        self.current = Some((event.household, position));
        self.heads.insert(event.household, position);
        self.events += 1;
        Ok(())
    }
}

/// The streams once each, in order.
pub(super) fn once_each(streams: &[StreamKey]) -> Vec<&StreamKey> {
    let once: std::collections::BTreeSet<_> = streams.iter().collect();
    once.into_iter().collect()
}
