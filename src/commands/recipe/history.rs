//! What a recipe said at a version: the one thing of the past that a decision may ask for.

use heirloom_events::recipe::{Content, Recipe, RecipeEvent};
use heirloom_events::{Event, Recorded, Stream};

/// What a recipe said at a version.
pub trait History: Send + Sync {
    /// What it said after its first `version` events; none where there is no such version.
    fn content_at(&self, version: u64) -> Option<Content>;
}

fn folded<'a>(
    events: impl Iterator<Item = &'a [RecipeEvent]>,
    version: u64,
    length: usize,
) -> Option<Content> {
    let version = usize::try_from(version)
        .ok()
        .filter(|v| (1..=length).contains(v))?;
    let mut recipe = Recipe::default();
    events
        .take(version)
        .flatten()
        .cloned()
        .for_each(|event| recipe.apply(event));
    Some(recipe.content)
}

impl History for Vec<RecipeEvent> {
    fn content_at(&self, version: u64) -> Option<Content> {
        folded(self.iter().map(std::slice::from_ref), version, self.len())
    }
}

impl History for Vec<Recorded> {
    fn content_at(&self, version: u64) -> Option<Content> {
        let of_recipe = |recorded: &Recorded| recorded.events.clone().try_map(Event::into_recipe);
        let stored = self.iter().map(of_recipe).collect::<Option<Vec<_>>>()?;
        folded(stored.iter().map(|parts| &**parts), version, stored.len())
    }
}
