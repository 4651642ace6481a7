//! From today's shape to the version that an older revision writes.

use std::collections::BTreeMap;

use heirloom_events::{Event, Residues};

use crate::registry::{self, released};
use crate::step::{Name, StepError};

/// The version in which each event is written: what a revision names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions(BTreeMap<&'static str, u32>);

impl Versions {
    /// Today's versions of today's events.
    #[must_use]
    pub fn today() -> Self {
        let today = released().iter().filter(|released| released.is_today());
        today
            .map(|released| (released.event_type, released.version))
            .collect()
    }

    /// The version in which events of that name are written; none where the revision does not have them.
    #[must_use]
    pub fn get(&self, event_type: &str) -> Option<u32> {
        self.0.get(event_type).copied()
    }

    /// From now on events of that name are written in this version.
    pub fn set(&mut self, event_type: &'static str, version: u32) {
        self.0.insert(event_type, version);
    }

    /// From now on no events of that name are written.
    pub fn remove(&mut self, event_type: &str) {
        self.0.remove(event_type);
    }

    /// Every name and version, by name.
    pub fn iter(&self) -> impl Iterator<Item = Name> + '_ {
        self.0.iter().map(|(event_type, version)| (*event_type, *version))
    }
}

impl FromIterator<Name> for Versions {
    fn from_iter<I: IntoIterator<Item = Name>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

/// An event as it goes into the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Its name.
    pub event_type: &'static str,
    /// The version of its shape.
    pub event_version: u32,
    /// Its payload: JSON, bare.
    pub payload: String,
    /// What that version cannot hold: for its metadata.
    pub residues: Residues,
}

/// Why an event cannot be written in the versions of a revision.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The revision has no such event, and no step leads down to one that it has.
    #[error(
        "the active revision has no event `{event_type}`; `heirloom upgrade` to one that has it, then try again"
    )]
    NotInRevision {
        /// The event.
        event_type: &'static str,
    },
    /// A step has no way back for this event.
    #[error("`{event_type}` cannot be written in version {version}: {source}")]
    Step {
        /// The event.
        event_type: &'static str,
        /// The version that the revision wants.
        version: u32,
        /// Which field, and why.
        source: StepError,
    },
    /// It cannot be made JSON.
    #[error("`{event_type}` cannot be written: {why}")]
    Json {
        /// The event.
        event_type: &'static str,
        /// What serde said.
        why: String,
    },
}

/// The event in the version that `versions` asks for: today's as it is, an older one by the steps' way back.
///
/// # Errors
/// Where `versions` have no place for it, or a step has no way back.
pub fn write(event: &Event, versions: &Versions) -> Result<Written, WriteError> {
    let event_type = event.event_type();
    if versions.get(event_type) == Some(event.event_version()) {
        return as_it_is(event);
    }
    let wanted =
        |released: &&&registry::Released| versions.get(released.event_type) == Some(released.version);
    let Some(released) = registry::lineage(event_type).iter().find(wanted) else {
        return Err(WriteError::NotInRevision { event_type });
    };
    let step = |source| WriteError::Step {
        event_type,
        version: released.version,
        source,
    };
    let (payload, residues) = (released.write)(event.clone().into())
        .map_err(step)?
        .ok_or(WriteError::NotInRevision { event_type })?;
    Ok(Written {
        event_type: released.event_type,
        event_version: released.version,
        payload,
        residues,
    })
}

fn as_it_is(event: &Event) -> Result<Written, WriteError> {
    let event_type = event.event_type();
    let payload = event.payload().map_err(|error| WriteError::Json {
        event_type,
        why: error.to_string(),
    })?;
    Ok(Written {
        event_type,
        event_version: event.event_version(),
        payload,
        residues: Residues::new(),
    })
}
