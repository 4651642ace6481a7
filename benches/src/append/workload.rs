//! What clients write: the recipes of a generated log, one event a command, over and over under new ids.

use std::collections::HashMap;
use std::sync::Arc;

use heirloom::store::reader;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::{Actor, CommandId, HouseholdId, RecipeId};
use heirloom_events::{Metadata, Stream};

use crate::generate::Log;

/// One event and where it goes.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) household: HouseholdId,
    pub(super) recipe: RecipeId,
    /// The recipe's version before it.
    pub(super) version: u64,
    pub(super) event: RecipeEvent,
    pub(super) actor: Actor,
    pub(super) reason: Option<String>,
}

/// The commands of one client, without end. Each client has a household of its own.
#[derive(Debug)]
pub(super) struct Client {
    household: HouseholdId,
    name: String,
    script: Arc<Vec<Job>>,
    lap: u64,
    at: usize,
}

/// The events that every client goes through: those of whole recipes that change something, because a
/// command that changes nothing makes no event. Lines name no ingredient, so that no catalogue is needed.
pub(super) fn script() -> Arc<Vec<Job>> {
    let mut recipes = HashMap::<RecipeId, (Recipe, u64)>::new();
    let jobs = Log::of(8_000).filter_map(|stored| {
        let read = reader::read(&stored).ok()?;
        let event = without_ingredients(read.events.only()?.into_recipe()?);
        let recipe = read.stream.aggregate_id.parse().ok()?;
        let (state, version) = recipes.entry(recipe).or_default();
        let before = state.clone();
        state.apply(event.clone());
        if *state == before {
            return None;
        }
        *version += 1;
        Some(Job {
            household: read.household,
            recipe,
            version: *version - 1,
            event,
            actor: read.metadata.actor?,
            reason: read.metadata.reason,
        })
    });
    Arc::new(jobs.collect())
}

fn without_ingredients(mut event: RecipeEvent) -> RecipeEvent {
    match &mut event {
        RecipeEvent::RecipeCreated(e) => e
            .content
            .lines
            .iter_mut()
            .for_each(|line| line.ingredient_id = None),
        RecipeEvent::IngredientLineAdded(e) => e.line.ingredient_id = None,
        RecipeEvent::IngredientLineChanged(e) => e.line.ingredient_id = None,
        _ => {}
    }
    event
}

impl Job {
    /// What the log keeps of who gave the command and why.
    pub(super) fn metadata(&self, command: CommandId) -> Metadata {
        Metadata {
            command_id: Some(command),
            actor: Some(self.actor.clone()),
            reason: self.reason.clone(),
            source: Some("app".to_owned()),
            ..Metadata::default()
        }
    }
}

impl Client {
    /// A client of a name that nobody else has.
    pub(super) fn new(name: String, script: Arc<Vec<Job>>) -> Self {
        let household = HouseholdId::derived(&name);
        Self {
            household,
            name,
            script,
            lap: 0,
            at: 0,
        }
    }

    /// What it writes next.
    pub(super) fn next(&mut self) -> Job {
        if self.at == self.script.len() {
            self.at = 0;
            self.lap += 1;
        }
        let job = &self.script[self.at];
        self.at += 1;
        let recipe = RecipeId::derived(&format!("{} {} {}", self.name, self.lap, job.recipe));
        Job {
            household: self.household,
            recipe,
            ..job.clone()
        }
    }
}
