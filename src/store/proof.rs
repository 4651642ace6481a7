//! The proof at every opening that this build can read every version of every event in the log.
//!
//! It looks at names and versions only, by skipping through the index `events_by_kind`: its time depends on
//! how many kinds there are, not on how many events. A payload that does not have its version's shape is
//! found when it is read.

use heirloom_events::values::HouseholdId;

use super::activation::{newer, newest_unknown};
use super::writing::{Active, Writing};
use super::{Activation, LogError, OpenOptions};
use crate::revisions;

/// A name and version in the log that this build cannot read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct UnreadableKind {
    /// The event's name.
    pub event_type: String,
    /// Its version, as written.
    pub event_version: String,
    /// How many of them the log holds.
    pub events: u64,
    /// The household of the first of them, by the time when the log took it.
    pub household: HouseholdId,
    /// Its position there.
    pub position: u64,
}

/// Of the kinds in a log, those that this build cannot read.
pub(super) fn unknown(kinds: Vec<(String, String)>) -> Vec<(String, String)> {
    kinds
        .into_iter()
        .filter(|(event_type, event_version)| !revisions::reads(event_type, event_version))
        .collect()
}

/// Whether the log may be opened, and what it is written by then.
///
/// # Errors
/// [`LogError::NewerRevision`] and [`LogError::Unreadable`], unless it is opened only to look at it.
pub(super) fn judged(
    activations: &[Activation],
    kinds: Vec<UnreadableKind>,
    how: OpenOptions,
) -> Result<std::sync::Arc<Active>, LogError> {
    let newest = activations.last().ok_or_else(super::activation::none_active)?;
    let writing = Writing::by(newest.no, &newest.revision);
    if how.only_to_look {
        return Ok(Active::new(writing.ok(), true));
    }
    let writing = writing?;
    if kinds.is_empty() {
        return Ok(Active::new(Some(writing), false));
    }
    let needs = newest_unknown(activations).map(|activation| activation.revision.clone());
    Err(LogError::Unreadable { kinds, needs })
}

/// Refuses to go on where a newer heirloom was at work on this log; for events that this build does not know.
///
/// # Errors
/// [`LogError::NewerRevision`].
pub(super) fn no_newer(activations: &[Activation]) -> Result<(), LogError> {
    newest_unknown(activations).map_or(Ok(()), |activation| Err(newer(&activation.revision)))
}

/// All of them, and what to do.
pub(super) fn told(kinds: &[UnreadableKind], needs: Option<&str>) -> String {
    let each: Vec<String> = kinds.iter().map(told_one).collect();
    let what_to_do = match needs {
        Some(revision) => format!(
            "revision `{revision}` was active on this log, and this build knows revisions up to `{}`; use a heirloom that knows it",
            revisions::head().name
        ),
        None => "no revision of heirloom that was ever active here has them, so another program wrote them, or a \
                 hand; look at those positions with `heirloom log export -`, mend what wrote them, and restore the \
                 log from before"
            .to_owned(),
    };
    format!(
        "this build cannot read all events of the log: {}; {what_to_do}; nothing was changed",
        each.join(", ")
    )
}

fn told_one(kind: &UnreadableKind) -> String {
    let UnreadableKind {
        event_type,
        event_version,
        events,
        household,
        position,
    } = kind;
    let (events, the_first) = match events {
        1 => ("1 event".to_owned(), "at"),
        several => (format!("{several} events"), "the first at"),
    };
    format!(
        "`{event_type}` version `{event_version}` ({events}, {the_first} position {position} of household {household})"
    )
}
