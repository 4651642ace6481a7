//! Every recipe of a household as the log has it, in one pass.

use std::collections::BTreeMap;

use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::{HouseholdId, ImageRef, RecipeId};
use heirloom_events::{Event, Stream, StreamType};

use crate::store::{EventLog, LogError, StoredEvent, reader};

/// A recipe as the log has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surveyed {
    /// How many events it has.
    pub version: u64,
    /// What it is after them.
    pub recipe: Recipe,
    /// Where its picture was last moved to, and the BLAKE3 of its bytes.
    pub relocated: Option<(ImageRef, String)>,
}

/// Every recipe of the household, archived ones too, by id.
///
/// # Errors
/// Where the log cannot be read to the household's head, or an event not at all.
pub async fn recipes(
    log: &dyn EventLog,
    household: HouseholdId,
) -> Result<BTreeMap<RecipeId, Surveyed>, LogError> {
    let mut found: BTreeMap<RecipeId, Surveyed> = BTreeMap::new();
    reader::each_page(log, household, |stored| {
        let of_recipes = |event: &&StoredEvent| event.aggregate_type == StreamType::Recipe.as_str();
        for event in stored.iter().filter(of_recipes) {
            let recorded = reader::read(event)?;
            let Ok(id) = recorded.stream.aggregate_id.parse() else {
                continue;
            };
            let recipe = found.entry(id).or_default();
            recipe.version = recorded.sequence;
            for event in recorded.events.into_iter().filter_map(Event::into_recipe) {
                recipe.take(event);
            }
        }
        Ok(())
    })
    .await?;
    Ok(found)
}

impl Surveyed {
    fn take(&mut self, event: RecipeEvent) {
        if let RecipeEvent::RecipeImageRelocated(moved) = &event {
            self.relocated = Some((moved.to.clone(), moved.blake3.clone()));
        }
        self.recipe.apply(event);
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.recipe.content.title
    }
}
