//! From one revision to another, and back.
//!
//! * [`Way`]: what lies between two revisions, by the manifest alone.
//! * [`Plan`]: the same on the database at hand: how many events, which tables, how long, the way back.
//! * [`Move`]: carries it out: build beside, verify, compare, switch. `upgrade` and `downgrade` are the same
//!   move in two directions; an upgrade builds first, a downgrade finds its tables built.
//! * [`sql_of`]: the statements that it runs, to read.
//!
//! Nothing here changes an event. Until the switch nothing changes that anybody reads.

mod carry_out;
mod compare;
mod plan;
mod sql;
mod target;
mod way;

pub use carry_out::{Move, Switched};
pub use compare::Compared;
pub use heirloom_projections::evolve::Built;
pub use plan::{EventStep, Plan, PlannedRevision};
pub use sql::sql_of;
pub use target::{UnknownTarget, resolve};
pub use way::{OneWay, Way, WayStep};

use crate::store::LogError;

/// Why a log stays at its revision.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The read tables.
    #[error(transparent)]
    Tables(#[from] heirloom_projections::Error),
    /// A step on the way back has none.
    #[error(
        "there is no way back to `{to}`: {one_way}; `{to}` can only be had again from a backup made before, and nothing was changed"
    )]
    OneWay {
        /// Where it was to go.
        to: &'static str,
        /// What is in the way.
        one_way: OneWay,
    },
    /// The new tables say something else than the live ones, and nobody declared it.
    #[error(
        "the tables of `{to}` differ from the live ones in what the revision does not declare: {}; nothing was switched; if it is meant, declare it in the revision's `declared`, else mend the projection and upgrade again, which builds its tables anew",
        told(undeclared)
    )]
    Undeclared {
        /// Where it was to go.
        to: &'static str,
        /// What differs.
        undeclared: Vec<heirloom_projections::evolve::Difference>,
    },
}

fn told(differences: &[heirloom_projections::evolve::Difference]) -> String {
    let told: Vec<String> = differences.iter().map(ToString::to_string).collect();
    told.join("; ")
}
