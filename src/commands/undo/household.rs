//! A household: settings that still are what the edit made them become what they were.

use std::collections::BTreeMap;

use heirloom_events::household::{Household, HouseholdEvent, HouseholdSettingsChanged};
use heirloom_events::values::CorrelationId;
use heirloom_events::{Event, Stream};

use super::{Undone, belongs};
use crate::commands::Loaded;

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let mut undone = Undone::default();
    let now = &stream.household().state.settings;
    let mut state = Household::default();
    // Per setting: what it was before the edit's first change, and what its last change made of it.
    let mut changed: BTreeMap<String, (Option<String>, Option<String>)> = BTreeMap::new();
    for recorded in &stream.events {
        let Event::Household(event) = &recorded.event else {
            continue;
        };
        match event {
            HouseholdEvent::HouseholdSettingsChanged(e) if belongs(recorded, bulk) => {
                for (key, value) in &e.settings {
                    let before = state.settings.get(key).cloned();
                    changed.entry(key.clone()).or_insert((before, None)).1 = value.clone();
                }
            }
            HouseholdEvent::HouseholdOpened(e) if belongs(recorded, bulk) => {
                undone
                    .left
                    .push(format!("the household keeps the name `{}`", e.name));
            }
            _ => {}
        }
        state.apply(event.clone());
    }
    let mut settings = BTreeMap::new();
    for (key, (before, after)) in changed {
        match now.get(&key) {
            current if current == before.as_ref() => {}
            current if current == after.as_ref() => drop(settings.insert(key, before)),
            _ => undone.left.push(format!("setting `{key}` was changed since")),
        }
    }
    if !settings.is_empty() {
        undone
            .events
            .push(Event::Household(HouseholdSettingsChanged { settings }.into()));
    }
    undone
}
