//! What PostgreSQL's refusals mean, in words that help.
//!
//! A deadlock or a failed serialization (40P01, 40001) can only come from a transaction of somebody else
//! that holds several households, or a server whose default isolation is stricter than read committed. The
//! transaction was rolled back then, so it is told as [`LogError::Unavailable`]: nothing was done, the
//! same command may be given again. The store itself never retries.

use super::super::LogError;

/// Says what was being done when PostgreSQL failed, and what to do about it.
pub(super) fn failed(what: &str) -> impl FnOnce(sqlx::Error) -> LogError + '_ {
    move |source| {
        if is_away(&source) {
            return LogError::Unavailable {
                what: what.to_owned(),
                source,
            };
        }
        let why = match code(&source).as_deref() {
            Some("53100") => ": the server's disk is full; nothing was written, make room and try again",
            Some("42501") => ": this user has no right to; ask the owner of the database for it",
            Some("25006") => ": the server takes no writes (a standby, or a read-only transaction)",
            _ => "",
        };
        LogError::Database {
            what: format!("{what}{why}"),
            source,
        }
    }
}

/// Whether the database is away, or rolled the work back for a reason that passes.
fn is_away(error: &sqlx::Error) -> bool {
    use sqlx::Error;
    match error {
        Error::Io(_)
        | Error::Tls(_)
        | Error::Protocol(_)
        | Error::PoolTimedOut
        | Error::PoolClosed
        | Error::WorkerCrashed => true,
        _ => code(error).is_some_and(|code| {
            // connection exceptions; too many connections; shut down, crashed, starting; rolled back
            code.starts_with("08")
                || code.starts_with("57P")
                || ["53300", "40001", "40P01"].contains(&code.as_str())
        }),
    }
}

/// The SQLSTATE.
pub(super) fn code(error: &sqlx::Error) -> Option<String> {
    Some(error.as_database_error()?.code()?.into_owned())
}

/// Which of the log's unique keys was violated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A place in a stream was taken: somebody was faster.
    Stream,
    /// The command had been carried out.
    Command,
}

/// The key that was violated, if it is one that a race can violate.
///
/// By the beginning of the name: a sharded table's constraints have suffixes (`events_stream_key_102008`).
pub(super) fn violated(error: &sqlx::Error) -> Option<Key> {
    if code(error)? != "23505" {
        return None;
    }
    let constraint = error.as_database_error()?.constraint()?;
    match constraint {
        name if name.starts_with("events_stream_key") => Some(Key::Stream),
        name if name.starts_with("commands_pkey") => Some(Key::Command),
        _ => None,
    }
}
