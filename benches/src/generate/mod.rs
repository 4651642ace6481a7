//! A log of any length that is the same on every machine: households × recipes × about ten events, in the
//! order in which they would arrive, with a payload of about 415 bytes.
//!
//! A new kind of edit is one function and one line in `edit.rs`; the digest in the tests changes with it, and
//! figures from before can then no longer be compared.

mod dice;
mod draft;
mod edit;
mod household;
#[cfg(test)]
mod tests;
mod words;

use std::collections::VecDeque;

use chrono::{DateTime, Duration, TimeZone, Utc};
use heirloom::store::StoredEvent;

use dice::Dice;
use household::Household;

/// What makes generated logs differ.
const SEED: u64 = 1;
/// Events of one household, about.
const EVENTS_PER_HOUSEHOLD: u64 = 1_000;
/// The time over which the events of a log are spread.
const SPAN_DAYS: i64 = 5 * 365;

/// The events of a log in order of arrival: households take turns at random, each with a few commands.
///
/// Memory grows with the number of households (about 1 KB each), not with that of events.
#[derive(Debug)]
pub(crate) struct Log {
    dice: Dice,
    now: DateTime<Utc>,
    tick: Duration,
    active: Vec<Household>,
    ready: VecDeque<StoredEvent>,
}

impl Log {
    /// A log of exactly that many events.
    pub(crate) fn of(events: u64) -> Self {
        let count = households(events);
        let share = |index| events / count + u64::from(index < events % count);
        let span = Duration::days(SPAN_DAYS).num_microseconds().unwrap_or(0);
        let tick = span / i64::try_from(events.max(1)).unwrap_or(i64::MAX);
        Self {
            dice: Dice::of(&[SEED]),
            now: Utc.timestamp_opt(1_577_836_800, 0).single().unwrap_or_default(),
            tick: Duration::microseconds(tick.max(1)),
            active: (0..count)
                .map(|index| Household::new(SEED, index, share(index)))
                .filter(|household| household.left > 0)
                .collect(),
            ready: VecDeque::new(),
        }
    }

    /// One household sits down and gives one to four commands.
    fn session(&mut self) {
        let at = self.dice.index(self.active.len());
        for _ in 0..self.dice.between(1, 4) {
            let Some(household) = self.active.get_mut(at).filter(|household| household.left > 0) else {
                break;
            };
            let before = self.ready.len();
            household.command(self.now, &mut self.ready);
            self.now += self.tick * i32::try_from(self.ready.len() - before).unwrap_or(1);
        }
        if self.active[at].left == 0 {
            self.active.swap_remove(at);
        }
    }
}

impl Iterator for Log {
    type Item = StoredEvent;

    fn next(&mut self) -> Option<StoredEvent> {
        while self.ready.is_empty() && !self.active.is_empty() {
            self.session();
        }
        self.ready.pop_front()
    }
}

/// How many households a log of that many events has: 1,000 for a million, never fewer than four.
pub(crate) fn households(events: u64) -> u64 {
    (events / EVENTS_PER_HOUSEHOLD).max(4)
}
