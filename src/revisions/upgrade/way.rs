//! What lies between two revisions, by the manifest and the steps alone: no database is asked.

use std::fmt;

use heirloom_projections::read_db::Direction;
use heirloom_projections::target::Version;
use heirloom_upcasters::registry;

use crate::revisions::State;

/// The way from one revision to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Where it starts.
    pub from: State,
    /// Where it leads.
    pub to: State,
    /// Every revision that it passes, in the order of going: the first is next to `from`, the last is `to`.
    pub steps: Vec<WayStep>,
}

/// One revision on the way: from the one before it on the way to this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayStep {
    /// The revision that is gone on to, or taken back.
    pub revision: &'static str,
    /// What holds after it.
    pub state: State,
    /// Events that are written in another version from there on: the version before, and then. Without one
    /// before, the event is new; without one after, it is not written any more.
    pub events: Vec<(&'static str, Option<u32>, Option<u32>)>,
    /// Versions of projections that are shown there and were not before.
    pub projections: Vec<Version>,
}

/// A step that cannot be gone back.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OneWay {
    /// The event.
    pub event: &'static str,
    /// The version that nothing leads back to.
    pub version: u32,
    /// Why.
    pub why: &'static str,
}

/// `version 1 of …: …`
impl fmt::Display for OneWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "nothing leads back to version {} of `{}`, because {}",
            self.version, self.event, self.why
        )
    }
}

impl Way {
    /// The way between two revisions; without a step where they are the same.
    #[must_use]
    pub fn between(from: &State, to: &State) -> Self {
        let mut steps = Vec::new();
        let mut here = from.clone();
        while here.index != to.index {
            let next = match to.index > here.index {
                true => State::at(here.index + 1),
                false => State::at(here.index - 1),
            };
            steps.push(WayStep::between(&here, &next));
            here = next;
        }
        Self {
            from: from.clone(),
            to: to.clone(),
            steps,
        }
    }

    /// Whether it leads anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Which way it goes.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.to.index < self.from.index {
            true => Direction::Downgrade,
            false => Direction::Upgrade,
        }
    }

    /// The versions of projections that need tables: those of every revision on the way, so that each is a
    /// switch away later, or with `direct` those of its end alone.
    #[must_use]
    pub fn versions(&self, direct: bool) -> Vec<Version> {
        let mut versions = self.to.projections.clone();
        let on_the_way = self.steps.iter().flat_map(|step| &step.state.projections);
        for version in on_the_way.filter(|_| !direct) {
            if !versions.contains(version) {
                versions.push(*version);
            }
        }
        versions
    }

    /// Projections that are shown at its start and not at its end.
    #[must_use]
    pub fn hidden(&self) -> Vec<&'static str> {
        let stays = |name: &str| self.to.projections.iter().any(|(other, _)| *other == name);
        let names = self.from.projections.iter().map(|(name, _)| *name);
        names.filter(|name| !stays(name)).collect()
    }

    /// Projections that are shown at both ends in different versions: name, version before, version then.
    #[must_use]
    pub fn changed(&self) -> Vec<(&'static str, u32, u32)> {
        let then = |name: &str| self.to.projections.iter().find(|(other, _)| *other == name);
        let pair = |(name, before): &Version| then(name).map(|(_, then)| (*name, *before, *then));
        let pairs = self.from.projections.iter().filter_map(pair);
        pairs.filter(|(_, before, then)| before != then).collect()
    }

    /// Columns that may read otherwise at its end than at its start: what the revisions between declare.
    #[must_use]
    pub fn declared(&self) -> Vec<&'static str> {
        let (low, high) = match self.direction() {
            Direction::Downgrade => (self.to.index, self.from.index),
            _ => (self.from.index, self.to.index),
        };
        let between = (low + 1..=high).map(|index| State::at(index).revision().declared);
        between.flatten().copied().collect()
    }

    /// Events of its start that cannot be written at its end, not even in another version or under another
    /// name.
    #[must_use]
    pub fn not_written_any_more(&self) -> Vec<&'static str> {
        let of = |state: &State, released: &registry::Released| {
            state.events.get(released.event_type) == Some(released.version)
        };
        // An event of today is written as the first of its lineage that the revision has.
        let today = registry::released().iter().filter(|released| released.is_today());
        let lineages = today.map(|released| registry::lineage(released.event_type));
        let mut gone = Vec::new();
        for lineage in lineages.filter(|lineage| !lineage.iter().any(|released| of(&self.to, released))) {
            let written = lineage.iter().find(|released| of(&self.from, released));
            gone.extend(
                written
                    .map(|released| released.event_type)
                    .filter(|event| !gone.contains(event)),
            );
        }
        gone
    }

    /// The first step of a way back that cannot be gone.
    #[must_use]
    pub fn one_way(&self) -> Option<OneWay> {
        if self.direction() != Direction::Downgrade {
            return None;
        }
        self.steps.iter().find_map(WayStep::one_way)
    }

    /// The first step that could not be gone back, if one went this way.
    #[must_use]
    pub fn back(&self) -> Self {
        Self::between(&self.to, &self.from)
    }
}

impl WayStep {
    fn between(before: &State, then: &State) -> Self {
        let mut events: Vec<_> = then
            .events
            .iter()
            .filter(|(event, version)| before.events.get(event) != Some(*version))
            .map(|(event, version)| (event, before.events.get(event), Some(version)))
            .collect();
        let gone = before
            .events
            .iter()
            .filter(|(event, _)| then.events.get(event).is_none());
        events.extend(gone.map(|(event, version)| (event, Some(version), None)));
        let is_new = |version: &&Version| !before.projections.contains(version);
        Self {
            revision: match then.index < before.index {
                true => before.name,
                false => then.name,
            },
            state: then.clone(),
            events,
            projections: then.projections.iter().filter(is_new).copied().collect(),
        }
    }

    /// Why events could not be written in the versions of this revision any more.
    fn one_way(&self) -> Option<OneWay> {
        let back_to = self
            .events
            .iter()
            .filter_map(|(event, _, then)| then.map(|then| (*event, then)));
        back_to
            .filter_map(|(event, version)| {
                let released = registry::find(event, version)?;
                let why = released.one_way.or_else(|| pretended(event, version))?;
                Some(OneWay { event, version, why })
            })
            .next()
    }
}

#[cfg(feature = "testing")]
use crate::revisions::pretend::one_way as pretended;

#[cfg(not(feature = "testing"))]
fn pretended(_: &str, _: u32) -> Option<&'static str> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::revisions::{all, head};

    fn initial() -> State {
        State::at(0)
    }

    #[test]
    fn a_way_passes_every_revision_between_and_back_again() {
        let way = Way::between(&initial(), &head());
        assert_eq!(way.steps.len(), all().len() - 1);
        assert_eq!(way.direction(), Direction::Upgrade);
        let back = way.back();
        assert_eq!(back.steps.len(), way.steps.len());
        assert!(Way::between(&head(), &head()).is_empty());
        if !way.is_empty() {
            assert_eq!(back.direction(), Direction::Downgrade);
            assert_eq!(way.steps.last().map(|step| step.state.name), Some(head().name));
        }
    }

    #[test]
    fn every_version_on_the_way_is_built_and_directly_only_the_last_ones() {
        let way = Way::between(&initial(), &head());
        assert_eq!(way.versions(true), head().projections);
        let all = way.versions(false);
        for step in &way.steps {
            assert!(step.projections.iter().all(|version| all.contains(version)));
        }
    }

    #[test]
    fn what_a_step_changes_is_taken_back_by_the_step_back() {
        let (way, back) = (
            Way::between(&initial(), &head()),
            Way::between(&head(), &initial()),
        );
        for (step, back) in way.steps.iter().zip(back.steps.iter().rev()) {
            let mut turned: Vec<_> = back.events.iter().map(|(event, a, b)| (*event, *b, *a)).collect();
            let mut events = step.events.clone();
            turned.sort_unstable();
            events.sort_unstable();
            assert_eq!(events, turned, "{}", step.state.name);
        }
    }

    #[test]
    fn every_released_step_can_be_gone_back() {
        assert_eq!(Way::between(&head(), &initial()).one_way(), None);
        assert_eq!(Way::between(&initial(), &head()).one_way(), None);
    }
}
