//! What a handle on the log writes by: the revision that was active when it last looked.
//!
//! Every append says for which row of `revisions` it was encoded, and the database checks that in the append's
//! own transaction. Where another one is active by then, nothing is written, and the events are encoded anew.

use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use heirloom_events::values::CommandId;

use super::activation::newer;
use super::encode::{Encoded, encode};
use super::{Append, AppendError, Appended, EventLog, LogError};
use crate::revisions::{self, State};

/// How often the active revision may change while one append is on its way.
const ATTEMPTS: u32 = 5;

/// The active revision, as a handle knows it.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    /// The row of `revisions`.
    pub(super) no: u64,
    /// What holds at it.
    pub(super) state: State,
}

impl Writing {
    /// By a row of `revisions`.
    ///
    /// # Errors
    /// [`LogError::NewerRevision`] where this build does not know the revision.
    pub(super) fn by(no: u64, revision: &str) -> Result<Self, LogError> {
        let state = revisions::named(revision).ok_or_else(|| newer(revision))?;
        Ok(Self { no, state })
    }
}

/// What all clones of a handle share.
#[derive(Debug)]
pub(super) struct Active {
    /// None: this build does not know the revision, and the log was opened only to look at it.
    now: RwLock<Option<Arc<Writing>>>,
    only_to_look: bool,
}

impl Active {
    pub(super) fn new(now: Option<Writing>, only_to_look: bool) -> Arc<Self> {
        let now = RwLock::new(now.map(Arc::new));
        Arc::new(Self { now, only_to_look })
    }

    /// What holds at the active revision, as this handle knows it.
    pub(super) fn state(&self) -> Option<State> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        now.as_ref().map(|writing| writing.state.clone())
    }

    pub(super) fn set(&self, writing: Writing) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(writing));
    }

    fn to_write(&self) -> Result<Arc<Writing>, LogError> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        match now.as_ref().filter(|_| !self.only_to_look) {
            Some(writing) => Ok(Arc::clone(writing)),
            None => Err(LogError::Refused(
                "this log was opened only to look at it, whatever it holds; open it as usual to write".into(),
            )),
        }
    }
}

/// What became of an attempt.
pub(super) enum Sent {
    /// It is in the log, or was there before.
    Done(Appended),
    /// Another revision is active than it was encoded for. Nothing was written.
    Moved,
}

/// What each database does of an append.
#[async_trait]
pub(super) trait Appends: EventLog {
    /// What this handle writes by.
    fn writing(&self) -> &Active;

    /// The newest row of `revisions`: its number and its revision.
    async fn newest_revision(&self) -> Result<(u64, String), LogError>;

    /// Tries once.
    async fn send(&self, encoded: Encoded) -> Result<Sent, AppendError>;
}

/// Appends by the active revision, whoever changes it meanwhile.
pub(super) async fn append<L: Appends>(log: &L, append: &Append) -> Result<Appended, AppendError> {
    for _ in 0..ATTEMPTS {
        let writing = log.writing().to_write()?;
        match encode(append, &writing) {
            Ok(encoded) => match log.send(encoded).await? {
                Sent::Done(appended) => return Ok(appended),
                Sent::Moved => look_again(log).await?,
            },
            Err(refused @ LogError::NotInRevision { .. }) => {
                // it may have been carried out while a revision that has it was active
                let command = append.command_id;
                if let Some(first) = log.find_command(append.household, command).await? {
                    return Ok(first);
                }
                look_again(log).await?;
                if log.writing().to_write()?.no == writing.no {
                    return Err(refused.into());
                }
            }
            Err(refused) => return Err(refused.into()),
        }
    }
    Err(never_still(append.command_id).into())
}

async fn look_again<L: Appends>(log: &L) -> Result<(), LogError> {
    let (no, revision) = log.newest_revision().await?;
    log.writing().set(Writing::by(no, &revision)?);
    Ok(())
}

fn never_still(command: CommandId) -> LogError {
    LogError::Refused(format!(
        "the active revision changed {ATTEMPTS} times while command `{command}` was on its way; nothing was written, try again"
    ))
}
