//! `import edits`: recipes with all their revisions, who made them, when and why.
//!
//! A revision becomes one command, made when it was made by whom it was made. One that was made on
//! something other than the revision before it (two people at once) is merged three ways: its base, what
//! the recipe says by then, what the revision says.

use chrono::{DateTime, Utc};
use heirloom_events::recipe::Content;
use heirloom_events::values::{Actor, CommandId, CorrelationId, RecipeId};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Importer;
use super::draft::{IngredientIds, Reading};
use super::recipes;
use super::report::Merged;
use super::schema_org::read_recipes;
use super::target::{Target, history_id, plain_id};
use crate::commands::recipe::{
    ArchiveRecipe, Clash, CreateRecipe, Draft, RecipeCommand, RestoreRecipe, ReviseRecipe,
    merge_preferring_mine,
};
use crate::commands::{CommandError, Envelope};

/// Where these events come from, in their metadata.
const SOURCE: &str = "import edits";

/// One recipe and its revisions, as a line of the file has them. Keys that we do not need are passed over.
#[derive(Deserialize)]
struct HistoryLine {
    slug: String,
    revisions: Vec<RevisionLine>,
}

#[derive(Deserialize)]
struct RevisionLine {
    commit_time: DateTime<Utc>,
    #[serde(default)]
    change_id: Option<String>,
    author_hash: String,
    #[serde(default)]
    author_name: Option<String>,
    #[serde(default)]
    message: Option<String>,
    kind: Kind,
    #[serde(default)]
    base: Option<usize>,
    #[serde(default)]
    concurrent: bool,
    #[serde(default)]
    recipe: Option<Box<RawValue>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Created,
    Edited,
    FormatOnly,
    Renamed,
    Deleted,
    Recreated,
}

/// A revision with its document read.
struct Revision {
    line: RevisionLine,
    reading: Option<Reading>,
}

struct EditHistory {
    slug: String,
    revisions: Vec<Revision>,
}

impl Importer {
    /// Imports every history of one file. What was imported before changes nothing.
    ///
    /// # Errors
    /// Where the log fails. What cannot be read is told in the report, and the rest is imported.
    pub async fn import_edits(&mut self, name: &str, bytes: &[u8]) -> Result<(), CommandError> {
        let histories = self.read_histories(name, bytes);
        self.count_changes(&histories);
        let readings = histories
            .iter()
            .flat_map(|h| h.revisions.iter().filter_map(|r| r.reading.as_ref()));
        let ingredients = self.ingredients_for(readings).await?;
        for (at, history) in histories.iter().enumerate() {
            self.report.recipes += 1;
            self.import_history(name, history, &ingredients).await?;
            self.progress.imported(at + 1, histories.len());
        }
        Ok(())
    }

    fn read_histories(&mut self, name: &str, bytes: &[u8]) -> Vec<EditHistory> {
        let mut histories = Vec::new();
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<HistoryLine>(line) {
                Ok(history) => histories.push(self.read_history(name, history)),
                Err(error) => {
                    let why = format!("it is no edit history ({error}); the other lines were imported");
                    self.report.fail(format!("{name}, line {}", at + 1), why);
                }
            }
        }
        histories
    }

    fn read_history(&mut self, name: &str, history: HistoryLine) -> EditHistory {
        let mut revisions = Vec::new();
        for (at, line) in history.revisions.into_iter().enumerate() {
            let place = format!("{name}, `{}`, revision {at}", history.slug);
            let documents = line
                .recipe
                .as_ref()
                .map(|raw| read_recipes(raw.get().as_bytes(), &place));
            let reading = documents.into_iter().flatten().next().and_then(|outcome| {
                let reading = outcome.map(|mut document| {
                    document.slug = Some(history.slug.clone());
                    Reading::new(document)
                });
                reading
                    .map_err(|error| self.report.fail(place.clone(), error))
                    .ok()
            });
            revisions.push(Revision { line, reading });
        }
        EditHistory {
            slug: history.slug,
            revisions,
        }
    }

    /// A change id that touches several recipes is a bulk edit.
    fn count_changes(&mut self, histories: &[EditHistory]) {
        for history in histories {
            for id in history.revisions.iter().filter_map(|r| r.line.change_id.as_ref()) {
                let recipes = self.changes.entry(id.clone()).or_default();
                recipes.insert(history.slug.clone());
            }
        }
    }

    async fn import_history(
        &mut self,
        file: &str,
        history: &EditHistory,
        ingredients: &IngredientIds,
    ) -> Result<(), CommandError> {
        let mut target = self.history_target(history).await?;
        let mut lineage: Vec<Content> = Vec::new();
        for (at, revision) in history.revisions.iter().enumerate() {
            self.report.revisions += 1;
            if let Some(name) = &revision.line.author_name {
                self.learn_name(&revision.line.author_hash, name).await?;
            }
            if let Some(reading) = &revision.reading {
                self.account(reading);
            }
            let step = Step {
                file,
                history,
                at,
                revision,
                ingredients,
            };
            let said = step.said(target.recipe, &lineage);
            let before = lineage.last().cloned().unwrap_or_default();
            lineage.push(said.content.clone());
            self.import_revision(&step, &mut target, &before, said).await?;
        }
        Ok(())
    }

    async fn import_revision(
        &mut self,
        step: &Step<'_>,
        target: &mut Target,
        before: &Content,
        said: Said,
    ) -> Result<(), CommandError> {
        let kind = step.revision.line.kind;
        let mut changed = false;
        if kind == Kind::Deleted {
            let archive = RecipeCommand::from(ArchiveRecipe {
                recipe_id: target.recipe,
            });
            changed = self.carry_out(step, "archive", target, archive).await?;
            self.report.archived += u64::from(changed);
        }
        if kind == Kind::Recreated && target.exists {
            let restore = RecipeCommand::from(RestoreRecipe {
                recipe_id: target.recipe,
            });
            changed = self.carry_out(step, "restore", target, restore).await?;
            self.report.restored += u64::from(changed);
        }
        changed |= self.revise(step, target, before, said).await?;
        match changed {
            true => self.report.revised += u64::from(kind != Kind::Created),
            false => self.report.unchanged += 1,
        }
        Ok(())
    }

    /// Makes the recipe say what the revision says. Says whether that changed anything now.
    async fn revise(
        &mut self,
        step: &Step<'_>,
        target: &mut Target,
        before: &Content,
        said: Said,
    ) -> Result<bool, CommandError> {
        let recipe_id = target.recipe;
        let new = !target.exists;
        let (command, clashes) = match said.draft.clone() {
            None => return Ok(false),
            Some(draft) if new => (RecipeCommand::from(CreateRecipe { recipe_id, draft }), None),
            Some(draft) => {
                let Some((draft, clashes)) = said.applied(draft, before, &target.content) else {
                    return Ok(false);
                };
                (RecipeCommand::from(ReviseRecipe { recipe_id, draft }), clashes)
            }
        };
        let carried_out = self.carry_out(step, "revise", target, command).await?;
        self.report.created += u64::from(new && carried_out);
        // What an earlier import merged was told then.
        if let Some(clashes) = clashes.filter(|_| carried_out) {
            self.report.merged.push(Merged {
                recipe: step.history.slug.clone(),
                revision: step.at,
                clashes,
            });
        }
        Ok(carried_out)
    }

    /// Sends one command of a revision, unless that was done before. Says whether it changed anything now.
    async fn carry_out(
        &mut self,
        step: &Step<'_>,
        part: &str,
        target: &mut Target,
        command: RecipeCommand,
    ) -> Result<bool, CommandError> {
        let command_id = step.command_id(self, part);
        if target.done.contains(&command_id) || self.was_done(command_id).await? {
            return Ok(false);
        }
        let envelope = step.envelope(self, command_id);
        let place = || step.place();
        let Some(receipt) = self.send(envelope, command, place).await? else {
            return Ok(false);
        };
        self.report.events += receipt.events;
        let recipe = target.recipe;
        *target = self.target(recipe).await?;
        Ok(receipt.events > 0)
    }

    /// The recipe that this history belongs to. Where a plain copy without any history of its own stands in
    /// its place, that one is put away.
    async fn history_target(&mut self, history: &EditHistory) -> Result<Target, CommandError> {
        let plain = self.target(plain_id(self.household, &history.slug)).await?;
        if !plain.exists
            || plain
                .sources
                .first()
                .is_some_and(|source| source.as_deref() == Some(SOURCE))
        {
            return Ok(plain);
        }
        let own = history_id(self.household, &history.slug);
        let untouched = plain
            .sources
            .iter()
            .all(|source| source.as_deref() == Some(recipes::SOURCE));
        if untouched && !plain.archived {
            let envelope = Envelope {
                source: Some(recipes::SOURCE.to_owned()),
                reason: Some(format!("its whole history was imported as recipe {own}")),
                command_id: Some(CommandId::derived(&format!(
                    "{}/superseded/{}",
                    self.household, plain.recipe
                ))),
                ..Envelope::new(self.household, self.actor.clone())
            };
            let archive = RecipeCommand::from(ArchiveRecipe {
                recipe_id: plain.recipe,
            });
            if let Some(receipt) = self.send(envelope, archive, || history.slug.clone()).await? {
                self.report.events += receipt.events;
                self.report.superseded.push(history.slug.clone());
            }
        }
        self.target(own).await
    }
}

/// What a revision says, by its file alone.
struct Said {
    /// As a command takes it; none: the revision has no document.
    draft: Option<Draft>,
    /// What the recipe says after it, all revisions of the file before it and nothing else taken together.
    content: Content,
    /// Where it was made on something other than the revision before it: what both sides had changed.
    clashes: Option<Vec<String>>,
}

impl Said {
    /// The revision on top of what the recipe says by now; none: that changes nothing.
    ///
    /// A revision is a change. Where the recipe was edited here since, the change is merged into it, so that
    /// a history that grew takes nothing back. So it is, too, where an import is repeated on a log that does
    /// not know its commands any more, because they made no event.
    fn applied(self, draft: Draft, before: &Content, now: &Content) -> Option<(Draft, Option<Vec<String>>)> {
        if same(before, now) {
            return Some((draft, self.clashes));
        }
        let (content, clashes) = merge_preferring_mine(before, now, &self.content);
        if same(&content, now) {
            return None;
        }
        let draft = Draft {
            id_seed: draft.id_seed,
            ..Draft::from(content)
        };
        let told = self.clashes.into_iter().flatten().chain(in_words(&clashes));
        Some((draft, Some(told.collect())))
    }
}

/// Whether both say the same. Tags have no order of their own: a new one comes last, wherever it stood.
fn same(one: &Content, other: &Content) -> bool {
    let sorted = |content: &Content| {
        let mut content = content.clone();
        content.tags.sort_unstable();
        content
    };
    sorted(one) == sorted(other)
}

fn in_words(clashes: &[Clash]) -> impl Iterator<Item = String> {
    clashes.iter().map(ToString::to_string)
}

/// One revision on its way in.
struct Step<'a> {
    file: &'a str,
    history: &'a EditHistory,
    at: usize,
    revision: &'a Revision,
    ingredients: &'a IngredientIds,
}

impl Step<'_> {
    /// What the revision says after those before it.
    fn said(&self, recipe: RecipeId, lineage: &[Content]) -> Said {
        let line = &self.revision.line;
        let before = lineage.last().cloned().unwrap_or_default();
        let Some(reading) = &self.revision.reading else {
            return Said {
                draft: None,
                content: before,
                clashes: None,
            };
        };
        let mut draft = reading.draft(self.ingredients, format!("{recipe}@{}", self.at));
        if line.kind == Kind::FormatOnly {
            // Only the document's form changed; that alone is no event.
            draft.document.clone_from(&before.document);
        }
        let base = line
            .base
            .filter(|_| line.concurrent)
            .and_then(|base| lineage.get(base));
        let (content, clashes, draft) = match (draft.settle(base.unwrap_or(&before)), base) {
            // It will be refused, and then changes nothing.
            (Err(_), _) => (before, None, draft),
            (Ok(mine), None) => (mine, None, draft),
            (Ok(mine), Some(base)) => {
                let (content, clashes) = merge_preferring_mine(base, &before, &mine);
                let draft = Draft {
                    id_seed: draft.id_seed,
                    ..Draft::from(content.clone())
                };
                (content, Some(in_words(&clashes).collect()), draft)
            }
        };
        Said {
            draft: Some(draft),
            content,
            clashes,
        }
    }

    fn place(&self) -> String {
        format!("{}, `{}`, revision {}", self.file, self.history.slug, self.at)
    }

    /// The same revision of the same history gives the same command, however often it is imported.
    fn command_id(&self, importer: &Importer, part: &str) -> CommandId {
        let (household, slug) = (importer.household, &self.history.slug);
        let time = self.revision.line.commit_time.to_rfc3339();
        CommandId::derived(&format!(
            "{household}/import edits/{slug}/{}/{time}/{part}",
            self.at
        ))
    }

    fn envelope(&self, importer: &Importer, command_id: CommandId) -> Envelope {
        let line = &self.revision.line;
        let bulk = line
            .change_id
            .as_ref()
            .filter(|id| importer.changes.get(*id).is_some_and(|recipes| recipes.len() > 1));
        Envelope {
            command_id: Some(command_id),
            source: Some(SOURCE.to_owned()),
            reason: line.message.clone().filter(|message| !message.trim().is_empty()),
            correlation_id: bulk.map(|id| CorrelationId::derived(&format!("{}/{id}", importer.household))),
            occurred_at: Some(line.commit_time),
            ..Envelope::new(importer.household, Actor(line.author_hash.clone()))
        }
    }
}
