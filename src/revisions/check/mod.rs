//! What differs between two revisions, and whether all that is released is as it was: `heirloom check`.
//!
//! * [`schema_changes`], [`event_changes`], [`table_changes`]: how much differs, see [`Class`].
//! * [`check_names`], [`check_locks`], [`check_samples`], [`check_golden`], [`check_complete`]: what is wrong, see [`Problem`].
//! * [`check_between`], [`check_all`]: all of it, for what this build ships.
//!
//! All of these are functions of what they are given; tests hand them altered copies.

mod complete;
mod event_changes;
mod files;
mod golden;
mod locks;
mod names;
mod schema_change;
mod shipped;
mod table_changes;

use serde::Serialize;

pub use complete::check_complete;
pub use event_changes::{EventChange, Name, Onward, Steps, event_changes};
pub use files::Files;
pub use golden::{check_golden, golden_of};
pub use locks::{check_locks, check_samples, check_type};
pub use names::{check_names, fresh_name, slug_of};
pub use schema_change::{Class, Finding, schema_changes};
pub use shipped::{Between, CheckReport, check_all, check_between};
pub use table_changes::{ProjectionChange, projection_changes, table_changes};

/// Something that must be put right, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub todo: String,
}

impl Problem {
    /// That is wrong; do this.
    #[must_use]
    pub fn new(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            todo: todo.into(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; {}", self.what, self.todo)
    }
}
