//! `import recipes`: schema.org recipes become recipes of the household.

use heirloom_events::values::CommandId;

use super::Importer;
use super::draft::{IngredientIds, Reading};
use super::report::Warning;
use super::schema_org::{ReadError, read_recipes};
use super::target::{Target, history_id, key_of, plain_id};
use super::unsaid::keeping_the_unsaid;
use crate::commands::recipe::{CreateRecipe, Draft, RecipeCommand, ReviseRecipe};
use crate::commands::{CommandError, Envelope};

/// Where these events come from, in their metadata.
pub(super) const SOURCE: &str = "import recipes";

/// Why a document became no draft.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its ingredients could not be taken into the catalogue.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl Importer {
    /// Imports every recipe of one file. A recipe that is here already is revised where it differs; a
    /// document that was imported before changes nothing.
    ///
    /// # Errors
    /// Where the log fails. What cannot be read is told in the report, and the rest is imported.
    pub async fn import_recipes(&mut self, name: &str, bytes: &[u8]) -> Result<(), CommandError> {
        let mut readings = Vec::new();
        for outcome in read_recipes(bytes, name) {
            match outcome {
                Ok(document) => readings.push(Reading::new(document)),
                Err(error) => self.report.fail(name, error),
            }
        }
        let ingredients = self.ingredients_for(readings.iter()).await?;
        for (at, reading) in readings.iter().enumerate() {
            self.report.recipes += 1;
            self.report.revisions += 1;
            self.account(reading);
            self.import_recipe(name, at, reading, &ingredients).await?;
            self.progress.imported(at + 1, readings.len());
        }
        Ok(())
    }

    async fn import_recipe(
        &mut self,
        file: &str,
        at: usize,
        reading: &Reading,
        ingredients: &IngredientIds,
    ) -> Result<(), CommandError> {
        let key = key_of(reading);
        let content = blake3::hash(reading.document.raw.get().as_bytes()).to_hex();
        let command_id = CommandId::derived(&format!("{}/import recipes/{key}/{content}", self.household));
        if self.was_done(command_id).await? {
            self.report.unchanged += 1;
            return Ok(());
        }
        let target = self.plain_target(&key).await?;
        let draft = reading.draft(ingredients, format!("{}@{content}", target.recipe));
        let recipe_id = target.recipe;
        let command = match target.exists {
            true => {
                let draft = keeping_the_unsaid(draft, &target.content);
                RecipeCommand::from(ReviseRecipe { recipe_id, draft })
            }
            false => RecipeCommand::from(CreateRecipe { recipe_id, draft }),
        };
        let envelope = Envelope {
            command_id: Some(command_id),
            source: Some(SOURCE.to_owned()),
            reason: Some(
                self.reason
                    .clone()
                    .unwrap_or_else(|| format!("imported from {}", file_name(file))),
            ),
            ..Envelope::new(self.household, self.actor.clone())
        };
        let place = || format!("{file}, recipe {} (`{}`)", at + 1, reading.title());
        if let Some(receipt) = self.send(envelope, command, place).await? {
            self.count(&receipt, !target.exists);
        }
        Ok(())
    }

    /// The first recipe of a document, as a command takes it; its ingredients are in the catalogue then.
    ///
    /// # Errors
    /// Where the document cannot be read or the log fails.
    pub async fn draft_of(mut self, bytes: &[u8], name: &str) -> Result<Option<Draft>, DraftError> {
        let Some(document) = read_recipes(bytes, name).into_iter().next().transpose()? else {
            return Ok(None);
        };
        let reading = Reading::new(document);
        let ingredients = self.ingredients_for(std::iter::once(&reading)).await?;
        Ok(Some(Draft {
            id_seed: None,
            ..reading.draft(&ingredients, String::new())
        }))
    }

    /// Takes lines and warnings of a document into the report.
    pub(super) fn account(&mut self, reading: &Reading) {
        let title = reading.title();
        for line in &reading.lines {
            if self.seen_lines.insert((title.clone(), line.raw.clone())) {
                self.report.count_line(&title, line);
                self.report.warn_of_length(&title, line);
            }
        }
        let warning = |what: &String| Warning {
            recipe: title.clone(),
            what: what.clone(),
        };
        self.report
            .warnings
            .extend(reading.document.warnings.iter().map(warning));
    }

    /// The recipe that a document of this key belongs to: the one with a history, if there is one.
    async fn plain_target(&self, key: &str) -> Result<Target, CommandError> {
        let with_history = self.target(history_id(self.household, key)).await?;
        if with_history.exists {
            return Ok(with_history);
        }
        self.target(plain_id(self.household, key)).await
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
