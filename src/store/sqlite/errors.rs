//! What SQLite's refusals mean, in words that help.

use super::super::LogError;

/// Says what was being done when SQLite failed, and what to do about it.
pub(super) fn failed(what: &str) -> impl FnOnce(sqlx::Error) -> LogError + '_ {
    move |source| {
        let refused = |why: &str| format!("{what}: {why}");
        let what = match primary_code(&source) {
            Some(BUSY | LOCKED) => {
                let what = format!("{what}: another process has held the file for too long");
                return LogError::Unavailable { what, source };
            }
            Some(READONLY) => {
                refused("the file or its folder is read-only; give the right to write, or copy it")
            }
            Some(FULL) => refused("the disk is full; nothing was written, make room and try again"),
            Some(IO) => refused("the disk failed or is full; nothing was written"),
            Some(CORRUPT) => refused("the file is damaged; restore it from a backup or an export"),
            Some(CANTOPEN) => refused(
                "the file or its companions `-wal` and `-shm` cannot be opened; check that the folder is there and may be written to",
            ),
            Some(_) => what.to_owned(),
            None if is_away(&source) => {
                return LogError::Unavailable {
                    what: what.to_owned(),
                    source,
                };
            }
            None => what.to_owned(),
        };
        LogError::Database { what, source }
    }
}

fn is_away(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed | sqlx::Error::Io(_)
    )
}

// https://www.sqlite.org/rescode.html
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READONLY: i32 = 8;
const IO: i32 = 10;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;
/// The file is no SQLite database.
pub(super) const NOT_A_DATABASE: i32 = 26;

/// SQLite's primary result code: the lowest byte of the extended one.
pub(super) fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xff)
}
