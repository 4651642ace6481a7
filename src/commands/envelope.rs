//! What stands around a command: for whom, by whom, why, and on which version.

use chrono::{DateTime, TimeDelta, Utc};
use heirloom_events::values::{Actor, CommandId, CorrelationId, HouseholdId};
use heirloom_events::{Metadata, Residues, limits};
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::validate;

/// How far ahead of our clock `occurred_at` may lie: clocks differ, and every time zone is within a day.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// What to do where the stream has moved on since the writer looked at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnConflict {
    /// Refuse, and say what changed between.
    #[default]
    Refuse,
    /// Merge where the two changed different things; refuse otherwise.
    Merge,
}

/// What stands around a command.
///
/// ```
/// use heirloom::commands::Envelope;
/// use heirloom::events::values::{Actor, HouseholdId};
/// let envelope = Envelope::new(HouseholdId::single(), Actor("ada".into())).because("less salt");
/// assert_eq!(envelope.reason.as_deref(), Some("less salt"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The household.
    pub household: HouseholdId,
    /// Who gives it: an opaque id.
    pub actor: Actor,
    /// Why, in the actor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Its id. Given twice, the command is carried out once and answered twice; none: a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command_id: Option<CommandId>,
    /// The bulk edit that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<CorrelationId>,
    /// What caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation_id: Option<String>,
    /// The W3C trace that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    /// Where it comes from: `cli`, a backend's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When it happened, where that is not now. Raised to its predecessor's where that is later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<DateTime<Utc>>,
    /// The version of the stream that the writer looked at; none: whatever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_version: Option<u64>,
    /// What to do where it is another one.
    #[serde(default)]
    pub on_conflict: OnConflict,
}

impl Envelope {
    /// An envelope with nothing but household and actor.
    #[must_use]
    pub fn new(household: HouseholdId, actor: Actor) -> Self {
        Self {
            household,
            actor,
            reason: None,
            command_id: None,
            correlation_id: None,
            causation_id: None,
            traceparent: None,
            source: None,
            occurred_at: None,
            expected_version: None,
            on_conflict: OnConflict::Refuse,
        }
    }

    /// With a reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// On this version of the stream.
    #[must_use]
    pub fn expecting(mut self, version: u64) -> Self {
        self.expected_version = Some(version);
        self
    }

    /// Under this command id.
    #[must_use]
    pub fn identified(mut self, command_id: CommandId) -> Self {
        self.command_id = Some(command_id);
        self
    }

    /// Merging, where the stream has moved on.
    #[must_use]
    pub fn merging(mut self) -> Self {
        self.on_conflict = OnConflict::Merge;
        self
    }

    /// What the log writes beside each event; times are the handler's to settle.
    pub(crate) fn metadata(&self, command_id: CommandId, now: DateTime<Utc>) -> Result<Metadata, Refusal> {
        let name =
            |field, value: &Option<String>| validate::optional(field, value.as_deref(), limits::NAME_CHARS);
        if let Some(at) = self.occurred_at.filter(|at| *at > now + AHEAD) {
            return Err(Refusal::invalid(
                "occurred_at",
                format!("`{at}` lies in the future; give the time at which it happened, or leave it out"),
            ));
        }
        Ok(Metadata {
            command_id: Some(command_id),
            actor: Some(Actor(validate::text(
                "actor",
                &self.actor.0,
                limits::ACTOR_CHARS,
            )?)),
            reason: validate::optional("reason", self.reason.as_deref(), limits::REASON_CHARS)?,
            correlation_id: self.correlation_id,
            causation_id: name("causation_id", &self.causation_id)?,
            traceparent: name("traceparent", &self.traceparent)?,
            source: name("source", &self.source)?,
            occurred_at: self.occurred_at,
            residue: Residues::new(),
        })
    }
}
