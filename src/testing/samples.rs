//! Small appends for tests of whatever lies above the log.

use heirloom_events::recipe::{Content, RecipeCreated, RecipeEvent, RecipeRenamed};
use heirloom_events::values::{Actor, CommandId, HouseholdId, RecipeId};
use heirloom_events::{Event, Metadata, StreamKey, StreamType};

use crate::store::{Append, StreamAppend};

/// The household of that number, the same in every run.
#[must_use]
pub fn household(number: u32) -> HouseholdId {
    HouseholdId::derived(&format!("test {number}"))
}

/// A recipe's stream.
#[must_use]
pub fn recipe_stream(recipe: RecipeId) -> StreamKey {
    StreamKey::new(StreamType::Recipe, recipe)
}

/// A recipe was renamed.
#[must_use]
pub fn renamed(title: &str) -> Event {
    RecipeEvent::from(RecipeRenamed { title: title.into() }).into()
}

/// Events for one stream, by the cook `anna`.
#[must_use]
pub fn stream_append(stream: StreamKey, expected_version: u64, events: Vec<Event>) -> StreamAppend {
    StreamAppend {
        stream,
        expected_version,
        metadata: Metadata {
            actor: Some(Actor("anna".into())),
            ..Metadata::default()
        },
        events,
    }
}

/// A new recipe, by a new command.
#[must_use]
pub fn create_recipe(household: HouseholdId, recipe: RecipeId, title: &str) -> Append {
    let content = Content {
        title: title.into(),
        ..Content::default()
    };
    let created = RecipeEvent::from(RecipeCreated { content });
    append_to(household, recipe, 0, created.into())
}

/// Another title for a recipe that is at `expected_version`, by a new command.
#[must_use]
pub fn rename_recipe(household: HouseholdId, recipe: RecipeId, expected_version: u64, title: &str) -> Append {
    append_to(household, recipe, expected_version, renamed(title))
}

fn append_to(household: HouseholdId, recipe: RecipeId, expected_version: u64, event: Event) -> Append {
    Append {
        household,
        command_id: CommandId::new(),
        streams: vec![stream_append(
            recipe_stream(recipe),
            expected_version,
            vec![event],
        )],
    }
}
