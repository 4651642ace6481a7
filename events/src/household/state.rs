//! The fold: what a household is after its events.

use std::collections::BTreeMap;

use super::*;
use crate::Stream;

/// A household after its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    /// What it calls itself; none: it was never opened under a name.
    pub name: Option<String>,
    /// Its settings that differ from the defaults.
    pub settings: BTreeMap<String, String>,
}

impl Stream for Household {
    type Event = HouseholdEvent;
    const TYPE: &'static str = "household";

    fn apply(&mut self, event: HouseholdEvent) {
        match event {
            HouseholdEvent::HouseholdOpened(e) => self.name = Some(e.name),
            HouseholdEvent::HouseholdSettingsChanged(e) => {
                for (key, value) in e.settings {
                    match value {
                        Some(value) => self.settings.insert(key, value),
                        None => self.settings.remove(&key),
                    };
                }
            }
        }
    }
}
