//! Machines of household-level projections with what they have taken in, kept warm between feedings.
//!
//! A machine is a function of the events up to its position and of the streams that stand still in it, and of
//! nothing else. So a warm one is right wherever both fit, whoever wrote the tables meanwhile; where they do
//! not fit, a new one replays the household.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use heirloom_events::values::HouseholdId;
use heirloom_events::{Recorded, StreamKey, StreamType};
use tokio::sync::OwnedMutexGuard;

use crate::HouseholdRows;
use crate::error::{Error, Result};
use crate::feed::{Fed, Feed, Poison};
use crate::fold::poisoned_stream;
use crate::target::{Model, Version};

/// Events read at once where a household is replayed.
const EVENTS_AT_ONCE: u64 = 1_000;
/// Households whose machines are kept.
const HOUSEHOLDS_KEPT: usize = 64;

/// Streams that stand still, each with its first event that is not in.
pub(crate) type Standing = BTreeMap<StreamKey, u64>;

/// A stream that came to stand still, with the event at which it does.
pub(crate) type Stopped = (StreamKey, Poison);

/// A machine and what it has taken in.
pub(crate) struct Machine {
    pub(crate) rows: Box<dyn HouseholdRows>,
    reads: &'static [StreamType],
    /// The last position that it was given.
    at: u64,
    standing: Standing,
    /// Streams that came to stand still since it was last kept.
    pub(crate) stopped: Vec<Stopped>,
}

impl Machine {
    /// One before the first event of a household; none where the projection is of streams.
    pub(crate) fn new(model: Model, household: HouseholdId) -> Option<Self> {
        Some(Self {
            rows: model.household(household)?,
            reads: model.streams(),
            at: 0,
            standing: Standing::new(),
            stopped: Vec::new(),
        })
    }

    /// Whether it can go on to a position at which these streams stand still.
    fn leads_to(&self, position: u64, standing: &Standing) -> bool {
        let here = |standing: &Standing| -> Standing {
            let here = standing.iter().filter(|(_, from)| **from <= self.at);
            here.map(|(stream, from)| (stream.clone(), *from)).collect()
        };
        self.at <= position && here(standing) == here(&self.standing)
    }

    /// Moves on to the next event; gives it where it is to be applied. A stream that cannot be read stands
    /// still from here on.
    pub(crate) fn next<'a>(&mut self, fed: &'a Fed) -> Option<&'a Recorded> {
        match fed {
            Ok(recorded) => {
                self.at = recorded.position;
                self.goes_on(&recorded.stream, recorded.position)
                    .then_some(recorded)
            }
            Err(poison) => {
                self.at = poison.position;
                let stream = poisoned_stream(poison).filter(|s| self.goes_on(s, poison.position))?;
                self.standing.insert(stream.clone(), poison.position);
                self.stopped.push((stream, poison.clone()));
                None
            }
        }
    }

    fn goes_on(&self, stream: &StreamKey, position: u64) -> bool {
        self.reads.contains(&stream.aggregate_type)
            && self.standing.get(stream).is_none_or(|from| position < *from)
    }

    /// Takes in the household's events up to a position.
    pub(crate) async fn replay(&mut self, feed: &dyn Feed, household: HouseholdId, upto: u64) -> Result<()> {
        while self.at < upto {
            let from = self.at;
            let events = feed
                .after(household, from, EVENTS_AT_ONCE.min(upto - from))
                .await?;
            for fed in &events {
                if let Some(event) = self.next(fed) {
                    self.rows.apply(event);
                }
            }
            if self.at == from {
                return Err(Error::Truncated {
                    household,
                    expected: upto,
                    actual: from,
                });
            }
        }
        Ok(())
    }
}

/// The machines of one household, by version of a projection. Whoever holds them is the only one in this
/// process who feeds the household.
#[derive(Default)]
pub(crate) struct Machines(HashMap<Version, Machine>);

impl Machines {
    /// The machine of this version at a position, while these streams stand still: the warm one, brought up
    /// to it, or a new one. What it came upon on the way stands in its `stopped`. It is taken out.
    pub(crate) async fn at(
        &mut self,
        feed: &dyn Feed,
        model: Model,
        household: HouseholdId,
        position: u64,
        standing: &Standing,
    ) -> Result<Option<Machine>> {
        let warm = self.0.remove(&(model.name(), model.version()));
        let warm = warm.filter(|machine| machine.leads_to(position, standing));
        let Some(mut machine) = warm.or_else(|| Machine::new(model, household)) else {
            return Ok(None);
        };
        machine.standing = standing.clone();
        machine.replay(feed, household, position).await?;
        Ok(Some(machine))
    }

    /// Keeps a machine warm.
    pub(crate) fn keep(&mut self, model: Model, mut machine: Machine) {
        machine.stopped.clear();
        self.0.insert((model.name(), model.version()), machine);
    }
}

/// The machines of the households that were fed last.
#[derive(Default)]
pub(crate) struct Warm(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    households: HashMap<HouseholdId, (u64, Arc<tokio::sync::Mutex<Machines>>)>,
    uses: u64,
}

impl Warm {
    /// The machines of a household, as soon as nobody else in this process feeds it.
    pub(crate) async fn of(&self, household: HouseholdId) -> OwnedMutexGuard<Machines> {
        self.entry(household).lock_owned().await
    }

    fn entry(&self, household: HouseholdId) -> Arc<tokio::sync::Mutex<Machines>> {
        // Nothing that can panic is done under this lock.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let now = kept.uses;
        let (used, machines) = kept.households.entry(household).or_default();
        *used = now;
        let machines = machines.clone();
        if kept.households.len() > HOUSEHOLDS_KEPT {
            let oldest = kept.households.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(oldest) = oldest.map(|(household, _)| *household) {
                kept.households.remove(&oldest);
            }
        }
        machines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_households_that_were_fed_last_stay_warm() {
        let warm = Warm::default();
        let household = |n: usize| HouseholdId::derived(&n.to_string());
        for n in 0..HOUSEHOLDS_KEPT {
            warm.of(household(n)).await;
        }
        warm.of(household(0)).await;
        warm.of(household(HOUSEHOLDS_KEPT)).await;
        let kept = warm.0.lock().unwrap();
        assert_eq!(kept.households.len(), HOUSEHOLDS_KEPT);
        assert!(kept.households.contains_key(&household(0)));
        assert!(!kept.households.contains_key(&household(1)), "the oldest goes");
    }
}
