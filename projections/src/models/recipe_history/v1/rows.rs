//! How an event becomes a row.

use heirloom_events::Recorded;
use heirloom_events::recipe::{Recipe, RecipeEvent};

use crate::models::recipe_history::what;
use crate::models::recipe_id;
use crate::{RowSink, Value};

/// Writes the row of one version. `happened` is the event's own recipe event.
pub(in super::super) fn write(
    before: &Recipe,
    event: &Recorded,
    happened: &RecipeEvent,
    rows: &mut dyn RowSink,
) {
    let metadata = &event.metadata;
    rows.row(
        0,
        &[
            Value::Uuid(event.household.0),
            Value::Uuid(recipe_id(&event.stream).0),
            Value::count(event.sequence),
            Value::count(event.position),
            Value::text(happened.event_type()),
            Value::owned(what(before, happened)),
            Value::opt_text(metadata.actor.as_ref().map(|actor| actor.0.as_str())),
            Value::opt_text(metadata.reason.as_deref()),
            Value::Time(event.occurred_at()),
            Value::Time(event.recorded_at),
            Value::opt_uuid(metadata.command_id.map(|id| id.0)),
            Value::opt_uuid(metadata.correlation_id.map(|id| id.0)),
            Value::opt_text(metadata.source.as_deref()),
        ],
    );
}
