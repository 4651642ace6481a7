//! Commands of a small kitchen, one after another, without end and without chance.

use std::sync::Arc;

use heirloom::commands::recipe::{
    CreateRecipe, Draft, DraftLine, DraftStep, RenameRecipe, ReviseRecipe, SetNotes,
};
use heirloom::commands::{Command, Envelope};
use heirloom::events::Event;
use heirloom::events::recipe::{Content, Line, RecipeCreated, RecipeEvent, RecipeNotesSet};
use heirloom::events::values::{Actor, CommandId, HouseholdId, LineId, RecipeId};
use heirloom::store::{Append, EventLog};
use heirloom::testing::{recipe_stream, stream_append};

/// The household of that number.
pub(crate) fn household(number: u64) -> HouseholdId {
    HouseholdId::derived(&format!("trial {number}"))
}

pub(crate) fn by(household: HouseholdId) -> Envelope {
    Envelope::new(household, Actor("ada".into())).because("a trial")
}

pub(crate) fn recipe(number: u64) -> RecipeId {
    RecipeId::derived(&format!("trial recipe {number}"))
}

/// A title that says how many lines the recipe has, so that a reader can tell whether both belong together.
pub(crate) fn title(number: u64, lines: u64) -> String {
    format!("Soup {number} of {lines}")
}

/// A new recipe with two lines.
fn create(number: u64) -> Command {
    CreateRecipe {
        recipe_id: recipe(number),
        draft: draft(number, 2),
    }
    .into()
}

fn draft(number: u64, lines: u64) -> Draft {
    let text = |at| DraftLine {
        line_id: Some(line_id(number, at)),
        ..DraftLine::text(format!("{} carrots", at + 1))
    };
    Draft {
        title: title(number, lines),
        lines: (0..lines).map(text).collect(),
        steps: vec![DraftStep::text("Boil the water."), DraftStep::text("Stir.")],
        id_seed: Some(format!("soup {number}")),
        ..Draft::default()
    }
}

fn line_id(number: u64, at: u64) -> LineId {
    LineId::derived(&format!("soup {number} line {at}"))
}

/// The n-th command of the kitchen: it makes a recipe, revises and changes it, then goes on with the next.
pub(crate) fn command(n: u64) -> Command {
    let number = n / 5;
    let recipe_id = recipe(number);
    match n % 5 {
        0 => create(number),
        1 => ReviseRecipe {
            recipe_id,
            draft: draft(number, 5),
        }
        .into(),
        2 => SetNotes {
            recipe_id,
            notes: Some(format!("Better the next day ({n}).")),
        }
        .into(),
        3 => ReviseRecipe {
            recipe_id,
            draft: draft(number, 3),
        }
        .into(),
        _ => RenameRecipe {
            recipe_id,
            title: format!("Best {}", title(number, 3)),
        }
        .into(),
    }
}

/// Appends recipes with five events each to each of these households, past the commands: only the log matters.
pub(crate) async fn fill(log: &Arc<dyn EventLog>, households: u64, recipes: u64) {
    for household in (0..households).map(household) {
        let streams = (0..recipes).map(|number| {
            let mut events: Vec<Event> = vec![
                RecipeEvent::from(RecipeCreated {
                    content: content(number),
                })
                .into(),
            ];
            events.extend((0..4).map(|n| {
                RecipeEvent::from(RecipeNotesSet {
                    notes: Some(format!("note {n}")),
                })
                .into()
            }));
            stream_append(recipe_stream(recipe(number)), 0, events)
        });
        let command_id = CommandId::new();
        log.append(Append {
            household,
            command_id,
            streams: streams.collect(),
        })
        .await
        .expect("it can be appended");
    }
}

/// Appends recipes that each came with a document of a hundred thousand characters.
pub(crate) async fn fill_with_large(log: &Arc<dyn EventLog>, recipes: u64) {
    let document = Some("x".repeat(100_000));
    for number in (0..recipes).map(|number| 10_000 + number) {
        let created = RecipeCreated {
            content: Content {
                document: document.clone(),
                ..content(number)
            },
        };
        let stream = stream_append(
            recipe_stream(recipe(number)),
            0,
            vec![RecipeEvent::from(created).into()],
        );
        let append = Append {
            household: household(0),
            command_id: CommandId::new(),
            streams: vec![stream],
        };
        log.append(append).await.expect("it can be appended");
    }
}

fn content(number: u64) -> Content {
    let lines = 2 + number % 4;
    let line = |at| Line {
        line_id: line_id(number, at),
        text: format!("{at} carrots"),
        amount: None,
        unit: None,
        unit_id: None,
        preparation_method: None,
        optional: false,
        ingredient_id: None,
    };
    Content {
        title: title(number, lines),
        lines: (0..lines).map(line).collect(),
        ..Content::default()
    }
}
