//! Which recipe an imported document belongs to.

use std::collections::HashSet;

use heirloom_events::recipe::{Content, Recipe};
use heirloom_events::values::{CommandId, HouseholdId, RecipeId};
use heirloom_events::{Event, Folded, StreamKey, StreamType};

use super::Importer;
use super::draft::Reading;
use crate::commands::CommandError;
use crate::store::{Upto, reader};

/// A recipe as the log has it, as an import sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Target {
    /// Its id.
    pub recipe: RecipeId,
    /// Whether it has any event.
    pub exists: bool,
    /// Whether it is archived.
    pub archived: bool,
    /// Where its events came from, each once.
    pub sources: Vec<Option<String>>,
    /// What it says now.
    pub content: Content,
    /// The commands that made its events.
    pub done: HashSet<CommandId>,
}

/// The stable name of a document: its slug, else its address, else its title; of one without any of them
/// its content, so that two half-written documents are not taken for one.
pub(super) fn key_of(reading: &Reading) -> String {
    let document = &reading.document;
    let title = || document.title.as_deref().map(heirloom_events::values::folded);
    let content = || blake3::hash(document.raw.get().as_bytes()).to_hex().to_string();
    let given = document.slug.clone().or_else(|| document.url.clone());
    given.or_else(title).unwrap_or_else(content)
}

/// The recipe of a document under this key. On disk in every imported log: never change it.
pub(crate) fn plain_id(household: HouseholdId, key: &str) -> RecipeId {
    RecipeId::derived(&format!("{household}/{key}"))
}

/// The recipe of an edit history under this key, where a plain one was there before.
pub(crate) fn history_id(household: HouseholdId, key: &str) -> RecipeId {
    RecipeId::derived(&format!("{household}/{key}/history"))
}

impl Importer {
    /// What the log knows of a recipe.
    pub(super) async fn target(&self, recipe: RecipeId) -> Result<Target, CommandError> {
        let stream = StreamKey::new(StreamType::Recipe, recipe);
        let stored = self
            .log
            .read_stream(self.household, &stream, Upto::Latest)
            .await?;
        let mut target = Target {
            recipe,
            exists: !stored.is_empty(),
            ..Target::default()
        };
        let mut folded: Folded<Recipe> = Folded::default();
        for recorded in reader::read_all(&stored)? {
            let stamp = recorded.stamp();
            folded.apply(recorded.events.into_iter().filter_map(Event::into_recipe), stamp);
            if !target.sources.contains(&recorded.metadata.source) {
                target.sources.push(recorded.metadata.source);
            }
            target.done.extend(recorded.metadata.command_id);
        }
        target.archived = folded.state.archived;
        target.content = folded.state.content;
        Ok(target)
    }
}
