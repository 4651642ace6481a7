//! Importers: they turn what other programs wrote into commands, never into events.
//!
//! [`ingredient_line`] and [`schema_org`] read; they know no database and keep two rules: never drop
//! anything silently, never panic on any input. [`Importer`] sends what they read. A new format is a
//! module of its own that does the same.

mod draft;
mod edits;
pub mod ingredient_line;
pub mod mealgenie;
mod recipes;
mod report;
pub mod schema_org;
mod target;
mod unsaid;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use heirloom_events::catalogue::Catalogue;
use heirloom_events::values::{Actor, CommandId, HouseholdId, IngredientId, folded};

use crate::commands::catalogue::{CatalogueCommand, DefineIngredients, NewIngredient};
use crate::commands::{Command, CommandError, Commands, Envelope, Receipt, catalogue_key};
use crate::store::{EventLog, LogError};
use draft::{IngredientIds, Reading};
pub use recipes::DraftError;
pub use report::{Failure, ImportReport, Merged, UnreadLine, Warning};
pub(crate) use target::{history_id, plain_id};
pub(crate) use unsaid::keeping_the_unsaid;

/// How many ingredients one command defines: few enough for a row of the log, many enough to be quick.
const INGREDIENTS_AT_ONCE: usize = 200;

/// Hears how far an import has come.
pub trait ImportProgress: Send + Sync {
    /// So many recipes of a file are done.
    fn imported(&self, done: usize, total: usize);
}

/// Hears nothing.
impl ImportProgress for () {
    fn imported(&self, _: usize, _: usize) {}
}

/// Brings recipes and histories of other programs into one household.
///
/// Every import is idempotent: a second one adds no event. One that was killed goes on where it stopped.
pub struct Importer {
    commands: Commands,
    log: Arc<dyn EventLog>,
    household: HouseholdId,
    actor: Actor,
    reason: Option<String>,
    progress: Box<dyn ImportProgress>,
    report: ImportReport,
    /// Which recipes a change id of an edit history touches.
    changes: HashMap<String, HashSet<String>>,
    seen_lines: HashSet<(String, String)>,
    names: BTreeMap<String, String>,
}

impl Importer {
    /// An importer into a household, in the name of an actor where the input names none.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>, household: HouseholdId, actor: Actor) -> Self {
        Self {
            commands: Commands::new(Arc::clone(&log)),
            log,
            household,
            actor,
            reason: None,
            progress: Box::new(()),
            report: ImportReport::default(),
            changes: HashMap::new(),
            seen_lines: HashSet::new(),
            names: BTreeMap::new(),
        }
    }

    /// The reason to record where the input gives none.
    #[must_use]
    pub fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }

    /// Who hears how far it has come.
    #[must_use]
    pub fn heard_by(mut self, progress: impl ImportProgress + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// What was done so far.
    #[must_use]
    pub fn into_report(self) -> ImportReport {
        self.report
    }

    async fn was_done(&self, command: CommandId) -> Result<bool, CommandError> {
        Ok(self.log.find_command(self.household, command).await?.is_some())
    }

    /// Sends a command; a refusal is told in the report and the import goes on. So is an event that the active
    /// revision does not have yet.
    async fn send(
        &mut self,
        envelope: Envelope,
        command: impl Into<Command>,
        place: impl Fn() -> String,
    ) -> Result<Option<Receipt>, CommandError> {
        match self.commands.send(envelope, command).await {
            Ok(receipt) => Ok(Some(receipt)),
            Err(CommandError::Refused(refusal)) => {
                self.report.fail(place(), refusal);
                Ok(None)
            }
            Err(CommandError::Log(error @ LogError::NotInRevision { .. })) => {
                self.report.fail(place(), error);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn count(&mut self, receipt: &Receipt, new: bool) {
        self.report.events += receipt.events;
        match (receipt.events > 0, new) {
            (true, true) => self.report.created += 1,
            (true, false) => self.report.revised += 1,
            (false, _) => self.report.unchanged += 1,
        }
    }

    async fn learn_name(&mut self, actor: &str, name: &str) -> Result<(), CommandError> {
        if self.names.get(actor).is_none_or(|known| known != name) {
            self.log.name_actor(actor, Some(name)).await?;
            self.names.insert(actor.to_owned(), name.to_owned());
        }
        Ok(())
    }

    /// The ids of all ingredients that these documents name; those that the catalogue lacks are defined.
    async fn ingredients_for<'a>(
        &mut self,
        readings: impl Iterator<Item = &'a Reading>,
    ) -> Result<IngredientIds, CommandError> {
        let mut wanted: BTreeMap<String, String> = BTreeMap::new();
        for reading in readings {
            for name in reading.ingredient_names() {
                wanted.entry(folded(name)).or_insert_with(|| name.to_owned());
            }
        }
        let known = self.catalogue().await?;
        let missing: Vec<String> = wanted
            .iter()
            .filter(|(key, _)| known.find(key).is_none())
            .map(|(_, name)| name.clone())
            .collect();
        for names in missing.chunks(INGREDIENTS_AT_ONCE) {
            self.define(names).await?;
        }
        let catalogue = if missing.is_empty() {
            known
        } else {
            self.catalogue().await?
        };
        Ok(wanted
            .into_keys()
            .filter_map(|key| catalogue.find(&key).map(|id| (key, id)))
            .collect())
    }

    async fn define(&mut self, names: &[String]) -> Result<(), CommandError> {
        let ingredient = |name: &String| NewIngredient {
            ingredient_id: Some(IngredientId::derived(&format!(
                "{}/{}",
                self.household,
                folded(name)
            ))),
            name: name.clone(),
            category: None,
        };
        let define = DefineIngredients {
            ingredients: names.iter().map(ingredient).collect(),
        };
        let envelope = Envelope {
            source: Some("import".to_owned()),
            reason: Some("named in an imported recipe".to_owned()),
            ..Envelope::new(self.household, self.actor.clone())
        };
        let command = CatalogueCommand::from(define);
        if let Some(receipt) = self
            .send(envelope, command, || "the ingredient catalogue".to_owned())
            .await?
        {
            self.report.ingredients += receipt.events;
            self.report.events += receipt.events;
        }
        Ok(())
    }

    async fn catalogue(&self) -> Result<Catalogue, CommandError> {
        let loaded = self
            .commands
            .load(self.household, &catalogue_key(self.household))
            .await?;
        Ok(loaded.catalogue().state.clone())
    }
}
