//! A household: settings that still are what the edit made them become what they were.

use std::collections::BTreeMap;

use heirloom_events::household::{Household, HouseholdEvent, HouseholdSettingsChanged};
use heirloom_events::values::CorrelationId;
use heirloom_events::{Event, Recorded, Stream};

use super::{Undone, belongs};
use crate::commands::Loaded;

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let mut undone = Undone::default();
    let now = &stream.household().state.settings;
    let mut state = Household::default();
    // Per setting: what it was before the edit's first change, and what its last change made of it.
    let mut changed: BTreeMap<String, (Option<String>, Option<String>)> = BTreeMap::new();
    let events = |recorded: &Recorded| {
        recorded
            .events
            .clone()
            .into_iter()
            .filter_map(Event::into_household)
    };
    for (mine, event) in stream
        .events
        .iter()
        .flat_map(|recorded| events(recorded).map(|event| (belongs(recorded, bulk), event)))
    {
        match &event {
            HouseholdEvent::HouseholdSettingsChanged(e) if mine => {
                for (key, value) in &e.settings {
                    let before = state.settings.get(key).cloned();
                    changed.entry(key.clone()).or_insert((before, None)).1 = value.clone();
                }
            }
            HouseholdEvent::HouseholdOpened(e) if mine => {
                undone
                    .left
                    .push(format!("the household keeps the name `{}`", e.name));
            }
            _ => {}
        }
        state.apply(event);
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
