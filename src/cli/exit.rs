//! From an error to an exit code (docs/cli.md): 0 done · 1 difference or failed check · 2 usage ·
//! 3 conflict · 4 needs confirmation · 5 parked event · 6 another builder · 69 database unavailable ·
//! 75 try again.

use heirloom_projections::Error as TablesError;
use heirloom_projections::read_pool::ReadError;

use crate::audit::AuditError;
use crate::commands::{CommandError, Refusal};
use crate::importers::DraftError;
use crate::importers::mealgenie::source::SourceError;
use crate::importers::mealgenie::take::{NoSuchUser, TakeError};
use crate::revisions::NoSuchRevision;
use crate::revisions::scaffold::ScaffoldError;
use crate::revisions::upgrade::{MoveError, UnknownTarget};
use crate::store::LogError;
use crate::upkeep::images::relocate::RelocateError;

/// A usage that clap cannot see: an unknown recipe, an id that is none.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Something that cannot be taken back, and nobody said yes to it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unconfirmed(pub String);

/// The exit code of the first error in the chain that has one; else 1.
#[must_use]
pub fn code(error: &anyhow::Error) -> u8 {
    error.chain().find_map(one).unwrap_or(1)
}

fn one(error: &(dyn std::error::Error + 'static)) -> Option<u8> {
    if let Some(error) = error.downcast_ref::<crate::Error>() {
        return Some(match error {
            crate::Error::Log(error) => log(error),
            crate::Error::Tables(error) => error.exit_code(),
        });
    }
    if let Some(error) = error.downcast_ref::<ReadError>() {
        return Some(if is_unavailable(&error.source) { 69 } else { 1 });
    }
    if let Some(error) = error.downcast_ref::<DraftError>() {
        return Some(match error {
            DraftError::Read(_) => 2,
            DraftError::Command(error) => command(error),
        });
    }
    if let Some(error) = error.downcast_ref::<TablesError>() {
        return Some(error.exit_code());
    }
    if let Some(error) = error.downcast_ref::<CommandError>() {
        return Some(command(error));
    }
    if let Some(error) = error.downcast_ref::<SourceError>() {
        return Some(error.exit_code());
    }
    if let Some(error) = error.downcast_ref::<TakeError>() {
        return Some(match error {
            TakeError::Another(_) => 2,
            TakeError::TooMany { .. } => 1,
            TakeError::Command(error) => command(error),
        });
    }
    if let Some(error) = error.downcast_ref::<LogError>() {
        return Some(log(error));
    }
    if let Some(error) = error.downcast_ref::<AuditError>() {
        return Some(match error {
            AuditError::Log(error) => log(error),
            _ => 2,
        });
    }
    if let Some(error) = error.downcast_ref::<MoveError>() {
        return Some(match error {
            MoveError::Log(error) => log(error),
            MoveError::Tables(error) => error.exit_code(),
            MoveError::OneWay { .. } | MoveError::Undeclared { .. } => 1,
        });
    }
    if error.is::<Unconfirmed>() {
        return Some(4);
    }
    if let Some(error) = error.downcast_ref::<ScaffoldError>() {
        return Some(match error {
            ScaffoldError::NoCheckout { .. }
            | ScaffoldError::UnknownEvent { .. }
            | ScaffoldError::UnknownProjection { .. } => 2,
            _ => 1,
        });
    }
    if let Some(error) = error.downcast_ref::<RelocateError>() {
        return Some(match error {
            RelocateError::Busy(_) => 6,
            RelocateError::Folder { .. } => 1,
            RelocateError::Command(error) => command(error),
        });
    }
    let is_usage = error.is::<Usage>()
        || error.is::<NoSuchRevision>()
        || error.is::<UnknownTarget>()
        || error.is::<NoSuchUser>();
    is_usage.then_some(2)
}

fn command(error: &CommandError) -> u8 {
    match error {
        CommandError::Refused(refusal) => refused(refusal),
        CommandError::Log(error) => log(error),
        CommandError::Busy { .. } => 75,
    }
}

/// Whether the database is away, as against one that answers with an error.
fn is_unavailable(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed
    )
}

fn refused(refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::Conflict(_) | Refusal::NameTaken { .. } | Refusal::AlreadyExists { .. } => 3,
        Refusal::Archived { .. } | Refusal::ArchivedMeal { .. } | Refusal::Merged { .. } => 1,
        _ => 2,
    }
}

fn log(error: &LogError) -> u8 {
    match error {
        LogError::Unavailable { .. } => 69,
        LogError::Poison(_) => 5,
        LogError::NotInitialised { .. } | LogError::NotOurs { .. } => 2,
        _ => 1,
    }
}
