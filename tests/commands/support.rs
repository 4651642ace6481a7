//! What the tests share: a household, its cook, and a leek tart.

use std::sync::Arc;

use heirloom::commands::recipe::{CreateRecipe, Draft, DraftLine, DraftStep, RenameRecipe};
use heirloom::commands::{Command, CommandError, Commands, Envelope, Receipt};
use heirloom::events::recipe::{Content, Recipe};
use heirloom::events::values::{Actor, HouseholdId, RecipeId};
use heirloom::events::{StreamKey, StreamType};
use heirloom::testing::ThrowawayLog;

pub(crate) fn home() -> HouseholdId {
    HouseholdId::derived("mill lane")
}

pub(crate) fn by(actor: &str) -> Envelope {
    Envelope::new(home(), Actor(actor.into()))
}

pub(crate) fn commands(log: &ThrowawayLog) -> Arc<Commands> {
    Arc::new(Commands::new(log.log()))
}

pub(crate) fn tart() -> RecipeId {
    RecipeId::derived("leek tart")
}

pub(crate) fn draft() -> Draft {
    Draft {
        title: "Leek tart".into(),
        lines: ["3 leeks", "200 g flour", "3 eggs"].map(DraftLine::text).to_vec(),
        steps: vec![DraftStep::text("Sweat the leeks.")],
        ..Draft::default()
    }
}

pub(crate) async fn create_tart(commands: &Commands) -> Receipt {
    let command = CreateRecipe {
        recipe_id: tart(),
        draft: draft(),
    };
    commands
        .send(by("ada"), command)
        .await
        .expect("the tart can be written down")
}

pub(crate) fn rename(title: &str) -> Command {
    RenameRecipe {
        recipe_id: tart(),
        title: title.into(),
    }
    .into()
}

pub(crate) async fn recipe_of(commands: &Commands, id: RecipeId) -> Recipe {
    let key = StreamKey::new(StreamType::Recipe, id);
    commands
        .load(home(), &key)
        .await
        .expect("it can be read")
        .recipe()
        .state
        .clone()
}

pub(crate) async fn content(commands: &Commands) -> Content {
    recipe_of(commands, tart()).await.content
}

/// The command is refused or fails with a message that has this in it.
#[track_caller]
pub(crate) fn says(result: Result<Receipt, CommandError>, part: &str) {
    let message = result.expect_err("the command should be refused").to_string();
    assert!(message.contains(part), "`{message}` lacks `{part}`");
}
