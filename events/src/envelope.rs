//! What stands around an event in the log. The names in here are on disk.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Parts;
use crate::event::{Event, StreamType};
use crate::values::{Actor, CommandId, CorrelationId, HouseholdId};

/// Which stream of a household: its type and its id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StreamKey {
    /// The kind of stream.
    pub aggregate_type: StreamType,
    /// Which one, e.g. a recipe's id. Text, as `postgres-es` has it.
    pub aggregate_id: String,
}

impl StreamKey {
    /// The stream of that type and id.
    #[must_use]
    pub fn new(aggregate_type: StreamType, aggregate_id: impl ToString) -> Self {
        Self {
            aggregate_type,
            aggregate_id: aggregate_id.to_string(),
        }
    }
}

impl std::fmt::Display for StreamKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.aggregate_type, self.aggregate_id)
    }
}

/// Who, why and on whose behalf: the log's `metadata` column.
///
/// Keys that this build does not know are ignored in reading; the stored bytes stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// The command that made the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command_id: Option<CommandId>,
    /// Who gave it: an opaque id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// Why, in the actor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The bulk edit that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<CorrelationId>,
    /// What caused it, e.g. another command's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation_id: Option<String>,
    /// The W3C trace that it was part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    /// Where it came from: `cli`, `import edits`, a backend's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When it happened, where that is not when the log took it (an import). Never before the stream's
    /// previous event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<DateTime<Utc>>,
    /// What the version in which the event was written cannot hold, by that version (`RecipeCreated@1`):
    /// written where an older revision is active, and read back by the steps of `upcasters`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub residue: Residues,
}

/// What old versions cannot hold, by version (`RecipeCreated@1`).
pub type Residues = BTreeMap<String, Value>;

/// Where and when one event stands in its stream: what folds and projections may know beside the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The event's position in its household, from 1, without gaps.
    pub position: u64,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// When the log took it.
    pub recorded_at: DateTime<Utc>,
}

/// An event as the log holds it, in today's shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<E = Event> {
    /// The household.
    pub household: HouseholdId,
    /// Its position in the household: 1, 2, 3 … without gaps, in commit order.
    pub position: u64,
    /// Its stream.
    pub stream: StreamKey,
    /// Its place in the stream: 1, 2, 3 …; the stream's version after it.
    pub sequence: u64,
    /// When the log took it.
    pub recorded_at: DateTime<Utc>,
    /// Who and why.
    pub metadata: Metadata,
    /// What happened. Nearly always one event; see [`Parts`].
    pub events: Parts<E>,
}

impl<E> Recorded<E> {
    /// When it happened: `occurred_at`, else when the log took it.
    #[must_use]
    pub fn occurred_at(&self) -> DateTime<Utc> {
        self.metadata.occurred_at.unwrap_or(self.recorded_at)
    }

    /// What a fold may know of the envelope.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp {
            position: self.position,
            occurred_at: self.occurred_at(),
            recorded_at: self.recorded_at,
        }
    }
}
