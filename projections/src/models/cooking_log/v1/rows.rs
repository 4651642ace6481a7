//! How an event becomes a row.

use heirloom_events::recipe::RecipeEvent;
use heirloom_events::{Event, Recorded};

use crate::models::recipe_id;
use crate::{RowSink, Value};

/// Writes the row of one time that a recipe was cooked: one for a stored event, whatever it became.
pub(in super::super) fn write(event: &Recorded, rows: &mut dyn RowSink) {
    let cooked = event.events.iter().find_map(|event| match event {
        Event::Recipe(RecipeEvent::RecipeCooked(cooked)) => Some(cooked.cooked_at),
        _ => None,
    });
    let Some(cooked_at) = cooked else {
        return;
    };
    let actor = event.metadata.actor.as_ref();
    rows.row(
        0,
        &[
            Value::Uuid(event.household.0),
            Value::Uuid(recipe_id(&event.stream).0),
            Value::count(event.position),
            Value::Time(cooked_at),
            Value::opt_text(actor.map(|actor| actor.0.as_str())),
        ],
    );
}
