//! How an event becomes a row.

use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::{Event, Parts, Recorded};

use crate::models::recipe_history::told;
use crate::models::recipe_id;
use crate::{RowSink, Value};

/// Writes the row of one version.
pub(in super::super) fn write(before: &Recipe, event: &Recorded, rows: &mut dyn RowSink) {
    let happened: Option<Parts<RecipeEvent>> = event.events.clone().try_map(Event::into_recipe);
    let Some(happened) = happened else {
        return;
    };
    let told = told(before, &happened);
    let metadata = &event.metadata;
    rows.row(
        0,
        &[
            Value::Uuid(event.household.0),
            Value::Uuid(recipe_id(&event.stream).0),
            Value::count(event.sequence),
            Value::count(event.position),
            Value::owned(told.event_type),
            Value::owned(told.what),
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
