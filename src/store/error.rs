//! What can go wrong between us and the log.

use heirloom_events::values::HouseholdId;
use heirloom_events::{StreamKey, UnknownStream};

use super::UnreadableKind;

/// Why the log could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The database cannot be reached, or went away. Exit code 69.
    #[error("the database is unavailable: {what}; nothing was half done, try again when it answers")]
    Unavailable {
        /// What was being done.
        what: String,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// The database refused.
    #[error("the database refused to {what}")]
    Database {
        /// What was being done.
        what: String,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// There is no heirloom log in this database.
    #[error("there is no heirloom log in `{database}`; make one with `heirloom init`, or check `--database`")]
    NotInitialised {
        /// The database.
        database: String,
    },
    /// The database holds something else, or a log of a newer heirloom.
    #[error("`{database}` cannot be used as a heirloom log: {why}")]
    NotOurs {
        /// The database.
        database: String,
        /// Why, and what to do.
        why: String,
    },
    /// Events are missing where there must be some: a truncated answer or a damaged log.
    #[error(
        "household {household}: {what}; the answer was cut short or the log is damaged, nothing was taken from it"
    )]
    Truncated {
        /// The household.
        household: HouseholdId,
        /// What was expected and what came.
        what: String,
    },
    /// A revision that this build does not know is active on the log, or was while events came that it
    /// cannot read. Nothing was written.
    #[error(
        "revision `{active}` was activated on this log, and this build knows revisions up to `{known_up_to}`; use a heirloom that knows it; nothing was written or changed"
    )]
    NewerRevision {
        /// The revision that it takes.
        active: String,
        /// The newest revision that this build knows.
        known_up_to: &'static str,
    },
    /// The log holds names or versions of events that this build cannot read.
    #[error("{}", super::proof::told(kinds, needs.as_deref()))]
    Unreadable {
        /// All of them.
        kinds: Vec<UnreadableKind>,
        /// The newest revision that was ever active and that this build does not know; none: they were not
        /// written by a newer heirloom.
        needs: Option<String>,
    },
    /// The active revision has no such event yet. Nothing was written.
    #[error(
        "`{event_type}` exists from revision `{since}` on, the active one is `{active}`; run `heirloom upgrade {since}`, then try again"
    )]
    NotInRevision {
        /// The event.
        event_type: &'static str,
        /// The first revision that has it.
        since: &'static str,
        /// The active one.
        active: &'static str,
    },
    /// A log that holds something goes from one revision to another by `upgrade` and `downgrade` only.
    #[error(
        "the log is at revision `{active}` and holds events or read tables; `heirloom {verb} {asked}` takes it to that one"
    )]
    NotEmpty {
        /// The active revision.
        active: String,
        /// The one that was asked for.
        asked: &'static str,
        /// `upgrade` or `downgrade`.
        verb: &'static str,
    },
    /// A stored event cannot be read in today's shape.
    #[error(transparent)]
    Poison(#[from] Box<Poison>),
    /// What was to be appended can stand in no log: a caller's mistake. Nothing was written.
    #[error("the append is refused: {0}")]
    Refused(String),
    /// A file cannot be read or written.
    #[error("cannot {what}")]
    File {
        /// What was being done.
        what: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// What was to be imported is no log, or does not fit.
    #[error("{0}")]
    Import(String),
}

/// A stored event that cannot be read in today's shape.
#[derive(Debug, thiserror::Error)]
#[error(
    "the event at position {position} of household {household} (`{stream}`, version {sequence}) cannot be read: {why}"
)]
pub struct Poison {
    /// The household.
    pub household: HouseholdId,
    /// Its position.
    pub position: u64,
    /// Its stream, as stored: `recipe/0190…`.
    pub stream: String,
    /// Its place in the stream.
    pub sequence: u64,
    /// Why.
    pub why: String,
    /// Whether this build has no such stream, event or version at all: a newer one may read it.
    pub unknown: bool,
}

/// Why an append was refused.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else was faster, or the caller looked at an old version.
    #[error(
        "`{stream}` is at version {actual}, not at version {expected}; look at what changed between, then send the command again"
    )]
    WrongExpectedVersion {
        /// The stream.
        stream: StreamKey,
        /// The version that the caller knew.
        expected: u64,
        /// The version that it has.
        actual: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Log(#[from] LogError),
}

impl From<UnknownStream> for LogError {
    fn from(error: UnknownStream) -> Self {
        Self::NotOurs {
            database: "the log".into(),
            why: error.to_string(),
        }
    }
}
