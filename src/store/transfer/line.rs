//! The lines of an export.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};
use heirloom_events::values::HouseholdId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::StoredEvent;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) heirloom_log: u64,
    #[serde(default)]
    pub(super) households: u64,
    #[serde(default)]
    pub(super) events: u64,
}

/// What an actor is called.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameLine {
    pub(super) actor: String,
    pub(super) name: String,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndLine {
    pub(super) end: End,
}

/// What came before the last line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub(super) events: u64,
    pub(super) names: u64,
    /// Of every byte before this line.
    pub(super) blake3: String,
}

/// An event.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventLine<'a> {
    household_id: HouseholdId,
    position: u64,
    aggregate_type: Cow<'a, str>,
    aggregate_id: Cow<'a, str>,
    sequence: u64,
    event_type: Cow<'a, str>,
    event_version: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    payload: Option<&'a RawValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payload_text: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a RawValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    metadata_text: Option<Cow<'a, str>>,
    recorded_at: Cow<'a, str>,
}

impl<'a> From<&'a StoredEvent> for EventLine<'a> {
    fn from(event: &'a StoredEvent) -> Self {
        let (payload, payload_text) = in_line(&event.payload);
        let (metadata, metadata_text) = in_line(&event.metadata);
        Self {
            household_id: event.household,
            position: event.position,
            aggregate_type: (&event.aggregate_type).into(),
            aggregate_id: (&event.aggregate_id).into(),
            sequence: event.sequence,
            event_type: (&event.event_type).into(),
            event_version: (&event.event_version).into(),
            payload,
            payload_text,
            metadata,
            metadata_text,
            recorded_at: event
                .recorded_at
                .to_rfc3339_opts(SecondsFormat::Micros, true)
                .into(),
        }
    }
}

/// JSON as it is, where it comes back byte for byte; else as a string.
fn in_line(json: &str) -> (Option<&RawValue>, Option<Cow<'_, str>>) {
    match serde_json::from_str::<&RawValue>(json) {
        Ok(raw) if raw.get() == json && !json.contains(['\n', '\r']) => (Some(raw), None),
        _ => (None, Some(json.into())),
    }
}

impl TryFrom<EventLine<'_>> for StoredEvent {
    type Error = String;

    fn try_from(line: EventLine<'_>) -> Result<Self, String> {
        let recorded_at = DateTime::parse_from_rfc3339(&line.recorded_at)
            .map_err(|error| format!("`recorded_at` is no time: {error}"))?;
        Ok(Self {
            household: line.household_id,
            position: line.position,
            aggregate_type: line.aggregate_type.into_owned(),
            aggregate_id: line.aggregate_id.into_owned(),
            sequence: line.sequence,
            event_type: line.event_type.into_owned(),
            event_version: line.event_version.into_owned(),
            payload: either("payload", line.payload, line.payload_text)?,
            metadata: either("metadata", line.metadata, line.metadata_text)?,
            recorded_at: recorded_at.with_timezone(&Utc),
        })
    }
}

fn either(name: &str, raw: Option<&RawValue>, text: Option<Cow<'_, str>>) -> Result<String, String> {
    let json = match (raw, text) {
        (Some(raw), None) => raw.get().to_owned(),
        (None, Some(text)) => text.into_owned(),
        _ => return Err(format!("one of `{name}` and `{name}_text` must be there")),
    };
    if super::super::encode::holds_nul(&json) {
        return Err(format!(
            "`{name}` holds the character NUL (U+0000), which PostgreSQL cannot keep"
        ));
    }
    Ok(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stored_bytes_come_back_as_they_were(
            spaces in proptest::array::uniform3("[ \n\r\t]{0,2}"),
            text in "\\PC{0,20}",
            micros in 0..4_000_000_000_000_000_i64,
        ) {
            prop_assume!(!text.contains('\0'));
            let text = serde_json::to_string(&text).unwrap();
            let [a, b, c] = spaces;
            let event = StoredEvent {
                household: HouseholdId::single(),
                position: 7,
                aggregate_type: "recipe".into(),
                aggregate_id: text.clone(),
                sequence: 3,
                event_type: text.clone(),
                event_version: "1".into(),
                payload: format!("{a}{{{b}\"é\":{text}}}{c}"),
                metadata: "{}".into(),
                recorded_at: DateTime::from_timestamp_micros(micros).unwrap(),
            };
            let line = serde_json::to_string(&EventLine::from(&event)).unwrap();
            prop_assert!(!line.contains(['\n', '\r']));
            let read: EventLine<'_> = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(StoredEvent::try_from(read), Ok(event));
        }
    }
}
