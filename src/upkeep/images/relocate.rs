//! Every recipe's picture to its new place: the bytes first, then the reference.
//!
//! Killed anywhere, it goes on where it stopped: a file that is there is compared and not copied again, a
//! recipe that shows the new place needs nothing more.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use heirloom_events::values::{CommandId, CorrelationId, ImageRef, RecipeId};
use heirloom_projections::rebuild::progress::Stop;
use serde::Serialize;

use super::copying::{CopyError, copy, hash_of};
use super::map::ImageMap;
use super::places::Places;
use crate::commands::recipe::{RecipeCommand, RelocateImage};
use crate::commands::{CommandError, Commands, Envelope};
use crate::upkeep::survey::{self, Surveyed};

/// The file by which a folder says that somebody is copying into it.
const LOCK: &str = ".heirloom-relocate.lock";

/// What is to be done, and how.
pub struct Relocation {
    /// What goes where.
    pub map: ImageMap,
    /// Where storages keep their files.
    pub places: Places,
    /// Only say what would be done.
    pub dry_run: bool,
    /// What stands around each command; its correlation id is set by [`Relocation::run`].
    pub envelope: Envelope,
    /// Ends it after the recipe at hand.
    pub stop: Stop,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Relocated {
    /// Recipes that show their picture's new place now (in a dry run: would).
    pub relocated: u64,
    /// Of them, those whose bytes were copied now; those of the others were there.
    pub copied: u64,
    /// Recipes whose picture was moved before to where it is.
    pub moved_before: u64,
    /// Recipes whose picture no rule names, and that was never moved.
    pub untouched: u64,
    /// Recipes without a picture.
    pub without_image: u64,
    /// What could not be done, and why.
    pub failed: Vec<NotMoved>,
    /// What the commands share: `undo` takes them back by it. None where there was none.
    pub correlation_id: Option<CorrelationId>,
    /// Whether it was stopped before its end.
    pub interrupted: bool,
}

/// A picture that was not moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotMoved {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Its title.
    pub title: String,
    /// Where its picture is.
    pub from: String,
    /// Why it was not moved.
    pub why: String,
}

/// Somebody else is copying into the same folder, or the folder refuses.
#[derive(Debug, thiserror::Error)]
pub enum RelocateError {
    /// Another run is at work.
    #[error("another `images relocate` is copying into `{0}`; wait for it, or stop it")]
    Busy(String),
    /// The folder cannot be used.
    #[error("the folder `{folder}` cannot be used: {source}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The log.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl Relocation {
    /// Does it. What fails for one recipe holds up no other.
    ///
    /// # Errors
    /// Where the log fails, or a folder is in use or cannot be used.
    pub async fn run(&self, commands: &Arc<Commands>) -> Result<Relocated, RelocateError> {
        let _locks = match self.dry_run {
            true => Vec::new(),
            false => self.lock()?,
        };
        let household = self.envelope.household;
        let recipes = survey::recipes(commands.log().as_ref(), household)
            .await
            .map_err(CommandError::from)?;
        let mut report = Relocated::default();
        for (id, surveyed) in &recipes {
            if self.stop.is_asked() {
                report.interrupted = true;
                break;
            }
            let Some(from) = &surveyed.recipe.content.image else {
                report.without_image += 1;
                continue;
            };
            let Some(to) = self.map.target(from) else {
                let moved = surveyed
                    .relocated
                    .as_ref()
                    .is_some_and(|(there, _)| there == from);
                report.moved_before += u64::from(moved);
                report.untouched += u64::from(!moved);
                continue;
            };
            match self.one(commands, *id, surveyed, from, to).await? {
                Ok(written) => {
                    report.relocated += 1;
                    report.copied += u64::from(written);
                    report.correlation_id = (!self.dry_run).then(|| self.correlation());
                }
                Err(why) => report.failed.push(NotMoved {
                    recipe_id: *id,
                    title: surveyed.title().to_owned(),
                    from: from.to_string(),
                    why,
                }),
            }
        }
        Ok(report)
    }

    /// Says whether bytes were copied, or why nothing was done.
    async fn one(
        &self,
        commands: &Commands,
        recipe_id: RecipeId,
        surveyed: &Surveyed,
        from: &ImageRef,
        to: ImageRef,
    ) -> Result<Result<bool, String>, CommandError> {
        let paths = self
            .places
            .path_of(from)
            .and_then(|source| Ok((source, self.places.path_of(&to)?)));
        let (source, target) = match paths {
            Ok(paths) => paths,
            Err(why) => return Ok(Err(why)),
        };
        if self.dry_run {
            return Ok(would_copy(&source, &target));
        }
        let copied = match copy(&source, &target) {
            Ok(copied) => copied,
            Err(error) => return Ok(Err(error.to_string())),
        };
        // The version is in it, so that a picture that was taken back can be moved once more.
        let command_id = CommandId::derived(&format!(
            "{}/images relocate/{recipe_id}@{}/{to}",
            self.envelope.household, surveyed.version
        ));
        let envelope = Envelope {
            command_id: Some(command_id),
            correlation_id: Some(self.correlation()),
            ..self.envelope.clone()
        };
        let command = RecipeCommand::from(RelocateImage {
            recipe_id,
            from: from.clone(),
            to,
            blake3: copied.hash.to_hex().to_string(),
        });
        match commands.send(envelope, command).await {
            Ok(_) => Ok(Ok(copied.written)),
            Err(CommandError::Refused(refusal)) => Ok(Err(refusal.to_string())),
            Err(error) => Err(error),
        }
    }

    /// The same map has the same id, so that an interrupted run and the one that finishes it are one edit.
    fn correlation(&self) -> CorrelationId {
        let given = self.envelope.correlation_id;
        let derived = || {
            CorrelationId::derived(&format!(
                "{}/images relocate/{}",
                self.envelope.household,
                self.map.rules_in_words()
            ))
        };
        given.unwrap_or_else(derived)
    }

    /// One run at a time copies into a folder; the system lets go of the lock however a run ends.
    fn lock(&self) -> Result<Vec<File>, RelocateError> {
        let mut storages: Vec<&str> = self.map.storages_to().collect();
        storages.sort_unstable();
        storages.dedup();
        let roots = storages
            .into_iter()
            .filter_map(|storage| self.places.root(storage));
        roots.map(locked).collect()
    }
}

fn locked(root: &Path) -> Result<File, RelocateError> {
    let folder = || root.display().to_string();
    let refused = |source| RelocateError::Folder {
        folder: folder(),
        source,
    };
    std::fs::create_dir_all(root).map_err(refused)?;
    let file = File::create(root.join(LOCK)).map_err(refused)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(RelocateError::Busy(folder())),
        Err(std::fs::TryLockError::Error(source)) => Err(refused(source)),
    }
}

/// Whether bytes would be copied, or why not: what a run would say.
fn would_copy(source: &Path, target: &Path) -> Result<bool, String> {
    let told = |error: CopyError| error.to_string();
    let found = hash_of(source).map_err(told)?;
    match target.exists() {
        false => Ok(true),
        true if hash_of(target).map_err(told)? == found => Ok(false),
        true => Err(told(CopyError::Taken(target.to_owned()))),
    }
}
