//! A recipe's history, read once from the log.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::{HouseholdId, RecipeId};
use heirloom_events::{Event, Folded, Recorded, Stream, StreamKey, StreamType};
use serde::Serialize;

use super::AsOf;
use crate::store::{EventLog, LogError, Upto, reader};

/// Why a history cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// There is no such recipe.
    #[error("there is no recipe `{0}` in this household")]
    NoSuchRecipe(RecipeId),
    /// It has fewer versions.
    #[error("recipe {recipe} has no version {asked}; its newest is version {newest}")]
    NoSuchVersion {
        /// The recipe.
        recipe: RecipeId,
        /// The version asked for.
        asked: u64,
        /// Its newest version.
        newest: u64,
    },
    /// It did not exist yet.
    #[error("recipe {recipe} did not exist at {asked}; its first version is of {first}")]
    NotYet {
        /// The recipe.
        recipe: RecipeId,
        /// The time asked for.
        asked: DateTime<Utc>,
        /// When it began.
        first: DateTime<Utc>,
    },
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// All versions of one recipe.
#[derive(Clone, Debug)]
pub struct History {
    /// The recipe.
    pub recipe: RecipeId,
    /// Its events in order; the n-th makes version n.
    pub events: Vec<Recorded<RecipeEvent>>,
}

/// One version, as a log shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its number, from 1.
    pub version: u64,
    /// Its position in the household.
    pub position: u64,
    /// The event that made it.
    pub event_type: String,
    /// What changed, in plain words.
    pub what: String,
    /// Who did it.
    pub actor: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// When the log took it.
    pub recorded_at: DateTime<Utc>,
    /// The bulk edit that it was part of.
    pub correlation_id: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
}

impl History {
    /// Reads a recipe's history.
    ///
    /// # Errors
    /// Where there is no such recipe, an event cannot be read, or the log fails.
    pub async fn load(
        log: &Arc<dyn EventLog>,
        household: HouseholdId,
        recipe: RecipeId,
    ) -> Result<Self, AuditError> {
        let stream = StreamKey::new(StreamType::Recipe, recipe);
        let stored = log.read_stream(household, &stream, Upto::Latest).await?;
        let events: Vec<_> = reader::read_all(&stored)?
            .into_iter()
            .filter_map(recipe_event)
            .collect();
        if events.is_empty() {
            return Err(AuditError::NoSuchRecipe(recipe));
        }
        Ok(Self { recipe, events })
    }

    /// The newest version's number.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.events.len() as u64
    }

    /// The version that was the newest then; `recorded` asks when the log took it, not when it happened.
    ///
    /// # Errors
    /// Where there is no such version, or the recipe did not exist yet.
    pub fn version_at(&self, as_of: AsOf, recorded: bool) -> Result<u64, AuditError> {
        let newest = self.newest();
        match as_of {
            AsOf::Latest => Ok(newest),
            AsOf::Version(asked) if (1..=newest).contains(&asked) => Ok(asked),
            AsOf::Version(asked) => Err(AuditError::NoSuchVersion {
                recipe: self.recipe,
                asked,
                newest,
            }),
            AsOf::Time(asked) => {
                let time = |event: &Recorded<RecipeEvent>| {
                    if recorded {
                        event.recorded_at
                    } else {
                        event.occurred_at()
                    }
                };
                match self
                    .events
                    .iter()
                    .take_while(|event| time(event) <= asked)
                    .count()
                {
                    0 => Err(AuditError::NotYet {
                        recipe: self.recipe,
                        asked,
                        first: time(&self.events[0]),
                    }),
                    count => Ok(count as u64),
                }
            }
        }
    }

    /// The recipe after `version` events; version 0 is a recipe of which nothing is known yet.
    #[must_use]
    pub fn at(&self, version: u64) -> Folded<Recipe> {
        let mut folded = Folded::default();
        for event in self
            .events
            .iter()
            .take(usize::try_from(version).unwrap_or(usize::MAX))
        {
            folded.apply(event.events.clone(), event.stamp());
        }
        folded
    }

    /// Every version, oldest first.
    #[must_use]
    pub fn versions(&self) -> Vec<Version> {
        let mut before = Recipe::default();
        let version = |event: &Recorded<RecipeEvent>| {
            let told = heirloom_projections::models::recipe_history::told(&before, &event.events);
            event
                .events
                .iter()
                .cloned()
                .for_each(|happened| before.apply(happened));
            Version {
                version: event.sequence,
                position: event.position,
                event_type: told.event_type,
                what: told.what,
                actor: event.metadata.actor.as_ref().map(ToString::to_string),
                reason: event.metadata.reason.clone(),
                occurred_at: event.occurred_at(),
                recorded_at: event.recorded_at,
                correlation_id: event.metadata.correlation_id.map(|id| id.to_string()),
                source: event.metadata.source.clone(),
            }
        };
        self.events.iter().map(version).collect()
    }
}

fn recipe_event(recorded: Recorded) -> Option<Recorded<RecipeEvent>> {
    Some(Recorded {
        household: recorded.household,
        position: recorded.position,
        stream: recorded.stream,
        sequence: recorded.sequence,
        recorded_at: recorded.recorded_at,
        metadata: recorded.metadata,
        events: recorded.events.try_map(Event::into_recipe)?,
    })
}
