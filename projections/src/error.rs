//! What can go wrong in the engine.

use heirloom_events::values::HouseholdId;

use crate::feed::{FeedError, Poison};
use crate::target::Phase;

/// Why feeding, rebuilding, verifying, switching or repairing stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The log failed. Exit code 69 where it is unavailable.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The database cannot be reached, or went away. Exit code 69.
    #[error("the database is not there to {what}; the live tables are untouched, try again when it answers")]
    Unavailable {
        /// What was being done.
        what: String,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// The database refused.
    #[error("the database refused to {what}; the live tables are untouched")]
    Database {
        /// What was being done.
        what: String,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// A table or a row of bookkeeping holds what it cannot hold.
    #[error("{what} cannot be read: {why}")]
    Damaged {
        /// Where.
        what: String,
        /// Why.
        why: String,
    },
    /// No projection of that name. Exit code 2.
    #[error("there is no projection `{name}`; there are: {known}")]
    UnknownProjection {
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// Somebody else builds these tables. Exit code 6.
    #[error("another builder is at work on {what}; wait for it, or stop it and run the same command again")]
    AnotherBuilder {
        /// Which tables.
        what: String,
    },
    /// An event cannot be read and nobody said that its stream may stand still. Exit code 5.
    #[error("{0}; mend the reader, or let the stream stand still with `--accept-parked`")]
    Poison(Poison),
    /// The log gave less than it promised.
    #[error(
        "household {household}: the log promised {expected} events and gave {actual}; nothing was switched, run it again"
    )]
    Truncated {
        /// The household.
        household: HouseholdId,
        /// Its head.
        expected: u64,
        /// The last position that came.
        actual: u64,
    },
    /// A check failed; nothing was switched. Exit code 1.
    #[error(
        "the new tables failed {failed} of {checks} checks and were not switched to; look at the report, then run it again or drop them"
    )]
    VerifyFailed {
        /// How many failed.
        failed: usize,
        /// How many there were.
        checks: usize,
        /// What each said.
        report: Box<crate::rebuild::verify::VerifyReport>,
    },
    /// The views were in use for too long. Exit code 75.
    #[error(
        "could not {what} in {tries} tries because others use it: {blockers}; nothing changed, try again"
    )]
    Busy {
        /// What was tried.
        what: String,
        /// How often.
        tries: u32,
        /// Who was in the way.
        blockers: String,
    },
    /// Somebody asked for a stop. It goes on where it stopped.
    #[error("stopped in phase `{}` as asked; the live tables are untouched, run the same command again to go on{}", phase.as_str(), if *phase == Phase::Load { " (on PostgreSQL the load starts afresh)" } else { "" })]
    Paused {
        /// Where it stopped.
        phase: Phase,
    },
    /// There is nothing to switch back to. Exit code 1.
    #[error(
        "projection `{projection}` has no other generation to switch to; `heirloom rebuild {projection}` makes one"
    )]
    NoStandby {
        /// The projection.
        projection: String,
    },
    /// This build has no such version of a projection.
    #[error(
        "this build has no version {version} of `{projection}`; use the build that has it, or the revision that this one knows"
    )]
    UnknownVersion {
        /// The projection.
        projection: String,
        /// The version.
        version: u32,
    },
    /// A version that is to be shown or compared has no tables that are kept up. Exit code 1.
    #[error(
        "version {version} of `{projection}` has no verified tables: {why}; nothing was switched, build them first (`heirloom upgrade` builds each version on its way; `heirloom rebuild {projection}` builds the active one)"
    )]
    VersionGone {
        /// The projection.
        projection: String,
        /// The version.
        version: u32,
        /// What there is instead.
        why: String,
    },
    /// Somebody else changed the active revision meanwhile. Exit code 75.
    #[error(
        "the active revision is `{active}` and no longer `{expected}`, because somebody else switched meanwhile; nothing was switched, look at `heirloom revision current` and run it again"
    )]
    RevisionMoved {
        /// The one that was active when this began; empty: none.
        expected: String,
        /// The one that is.
        active: String,
    },
    /// Streams stand still in what is to be shown. Exit code 5.
    #[error(
        "{streams} streams stand still in `{target}`, the first at {first}; mend the reader, or acknowledge them with `--accept-parked`"
    )]
    ParkedStreams {
        /// The generation.
        target: String,
        /// How many.
        streams: usize,
        /// The first of them, with its position and why.
        first: String,
    },
    /// The new tables stayed behind the old ones. Exit code 75.
    #[error("`{target}` stays behind what is live now; try again when fewer commands come in")]
    Lagging {
        /// The generation.
        target: String,
    },
    /// The tables did not come up to a position in time. Exit code 75.
    #[error(
        "the tables of `{projection}` did not reach position {position} of household {household} in time"
    )]
    WaitedInVain {
        /// The projection.
        projection: String,
        /// The household.
        household: HouseholdId,
        /// The position.
        position: u64,
    },
}

/// Results of the engine.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Its exit code, as docs/cli.md lists them.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::UnknownProjection { .. } => 2,
            Self::Poison(_) | Self::ParkedStreams { .. } => 5,
            Self::AnotherBuilder { .. } => 6,
            Self::Feed(FeedError::Unavailable(_)) | Self::Unavailable { .. } => 69,
            Self::Busy { .. }
            | Self::Lagging { .. }
            | Self::WaitedInVain { .. }
            | Self::RevisionMoved { .. } => 75,
            Self::Paused { .. } => 130,
            _ => 1,
        }
    }

    /// Whether this role may not do that: reading tables that somebody else keeps is all that it may.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        let Self::Database {
            source: sqlx::Error::Database(error),
            ..
        } = self
        else {
            return false;
        };
        // PostgreSQL: insufficient privilege; SQLite: read-only, and on a read-only folder.
        matches!(error.code().as_deref(), Some("42501" | "8" | "1032" | "1544"))
    }

    /// Tells a database that is away from one that refuses.
    pub(crate) fn sql(what: impl Into<String>) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| {
            let what = what.into();
            if is_unavailable(&source) {
                Self::Unavailable { what, source }
            } else {
                Self::Database { what, source }
            }
        }
    }

    pub(crate) fn damaged(what: impl Into<String>, why: impl ToString) -> Self {
        Self::Damaged {
            what: what.into(),
            why: why.to_string(),
        }
    }
}

fn is_unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        // 57P: told to go away; 08: connection lost; 53300: too many connections.
        sqlx::Error::Database(e) => e.code().is_some_and(|code| {
            code.starts_with("57P") || code.starts_with("08") || code == "53300" || is_held(&code)
        }),
        _ => false,
    }
}

/// SQLite's BUSY and LOCKED, in the lowest byte of its codes: another process holds the file for too long.
fn is_held(code: &str) -> bool {
    // An SQLSTATE has five characters, and some of them are digits only.
    code.len() < 5 && matches!(code.parse::<u32>().map(|code| code & 0xff), Ok(5 | 6))
}
