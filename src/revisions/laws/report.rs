//! How many events were checked, and what was found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::counterexample::Counterexample;

/// How many counterexamples are told; the others are counted.
pub const TOLD: usize = 50;
/// How many of them may be of one version and break one law.
const OF_A_KIND: usize = 3;

/// What the laws' check found. Its size does not grow with the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LawReport {
    /// Events checked.
    pub events: u64,
    /// The same by version, `RecipeCreated@1`.
    pub by_version: BTreeMap<String, Checked>,
    /// The first counterexamples.
    pub counterexamples: Vec<Counterexample>,
    /// How many there are in all.
    pub found: u64,
}

/// The events of one version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// How many were checked.
    pub events: u64,
    /// For how many of them a law does not hold.
    pub wrong: u64,
}

impl LawReport {
    /// Whether every law holds for every event.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.found == 0
    }

    /// Takes what was found for one event in.
    pub fn take(&mut self, event: String, found: Vec<Counterexample>) {
        self.events += 1;
        let checked = self.by_version.entry(event).or_default();
        checked.events += 1;
        checked.wrong += u64::from(!found.is_empty());
        self.found += found.len() as u64;
        for counterexample in found {
            if self.is_worth_telling(&counterexample) {
                self.counterexamples.push(counterexample);
            }
        }
    }

    /// One mistake makes a counterexample of every event; a few of each kind are enough.
    fn is_worth_telling(&self, counterexample: &Counterexample) -> bool {
        let kind = |c: &Counterexample| (c.fault.law, c.event.clone(), c.fault.at.clone());
        let same = |told: &&Counterexample| kind(told) == kind(counterexample);
        self.counterexamples.len() < TOLD && self.counterexamples.iter().filter(same).count() < OF_A_KIND
    }
}
