//! Which revision is active, and which ones were.

use chrono::{DateTime, Utc};

use super::LogError;
use crate::revisions;

/// A row of `revisions`: the log went to a revision. The newest one is the active revision.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Activation {
    /// 1, 2, 3 … in the order in which they came.
    pub no: u64,
    /// The revision's full name. This build need not know it.
    pub revision: String,
    /// `init`, `upgrade` or `downgrade`.
    pub direction: String,
    /// How many events the log held then.
    pub events: u64,
    /// Who did it.
    pub actor: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub activated_at: DateTime<Utc>,
}

impl Activation {
    /// Whether this build knows the revision.
    #[must_use]
    pub fn is_known(&self) -> bool {
        revisions::named(&self.revision).is_some()
    }
}

/// The newest revision that was ever active and that this build does not know.
pub(super) fn newest_unknown(activations: &[Activation]) -> Option<&Activation> {
    activations.iter().rev().find(|activation| !activation.is_known())
}

/// What is said of a revision that this build does not know.
pub(super) fn newer(revision: &str) -> LogError {
    LogError::NewerRevision {
        active: revision.to_owned(),
        known_up_to: revisions::head().name,
    }
}

/// What a log without any row in `revisions` is: somebody emptied the table.
pub(super) fn none_active() -> LogError {
    LogError::NotOurs {
        database: "the log".into(),
        why: "its table `revisions` is empty, so nothing says which revision is active; restore it from a backup"
            .into(),
    }
}
