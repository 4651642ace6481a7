//! Two ways to write one event down: bare (`{"title":"Pie"}`), as the log has it, and tagged with its name
//! (`{"RecipeRenamed":{"title":"Pie"}}`), as serde writes the enum that a `cqrs-es` aggregate has.

use cqrs_es::persist::{EventUpcaster, SerializedEvent};
use serde_json::{Value, json};

/// Gives a stock `cqrs-es` framework the events that heirloom wrote in the form that it expects.
///
/// ```no_run
/// # fn example<A: cqrs_es::Aggregate>(repository: postgres_es::PostgresEventRepository) {
/// use cqrs_es::persist::PersistedEventStore;
/// use heirloom::store::cqrs::TaggedPayload;
/// let store = PersistedEventStore::<_, A>::new_event_store(repository)
///     .with_upcasters(vec![Box::new(TaggedPayload)]);
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct TaggedPayload;

impl EventUpcaster for TaggedPayload {
    /// Always: whether a payload is bare shows in the payload alone.
    fn can_upcast(&self, _event_type: &str, _event_version: &str) -> bool {
        true
    }

    fn upcast(&self, mut event: SerializedEvent) -> SerializedEvent {
        event.payload = tagged(&event.event_type, event.payload);
        event
    }
}

/// The payload with its event's name around it; what has it already stays.
fn tagged(event_type: &str, payload: Value) -> Value {
    match &payload {
        Value::Object(fields) if fields.len() == 1 && fields.contains_key(event_type) => payload,
        _ => json!({ event_type: payload }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_payload_is_tagged_once() {
        let bare = json!({"title": "Pie"});
        let once = tagged("RecipeRenamed", bare.clone());
        assert_eq!(once, json!({"RecipeRenamed": bare}));
        assert_eq!(tagged("RecipeRenamed", once.clone()), once);
        assert_eq!(tagged("RecipeArchived", json!({})), json!({"RecipeArchived": {}}));
    }
}
