//! What clients write: the recipes of a generated log, one event a command, over and over under new ids.

use std::sync::Arc;

use heirloom::store::reader;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::values::{HouseholdId, RecipeId};
use heirloom_events::{Event, Metadata};

use crate::generate::Log;

/// One event and where it goes.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) household: HouseholdId,
    pub(super) recipe: RecipeId,
    /// The recipe's version before it.
    pub(super) version: u64,
    pub(super) event: RecipeEvent,
    pub(super) metadata: Metadata,
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

/// The events that every client goes through.
pub(super) fn script() -> Arc<Vec<Job>> {
    let jobs = Log::of(8_000).filter_map(|stored| {
        let read = reader::read(&stored).ok()?;
        let Event::Recipe(event) = read.event else {
            return None;
        };
        let recipe = read.stream.aggregate_id.parse().ok()?;
        let mut metadata = read.metadata;
        // It happens now; and each append has a command of its own.
        (metadata.occurred_at, metadata.command_id) = (None, None);
        let (household, version) = (read.household, read.sequence - 1);
        Some(Job {
            household,
            recipe,
            version,
            event,
            metadata,
        })
    });
    Arc::new(jobs.collect())
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
