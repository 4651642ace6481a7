//! How a meal becomes rows.

use heirloom_events::meal::Meal;
use heirloom_events::values::HouseholdId;
use heirloom_events::{Folded, StreamKey};

use super::tables::{MEALS, SIDES};
use crate::models::stream_id::meal_id;
use crate::{RowSink, Value};

/// Writes a meal and its sides; nothing where it was never created.
pub(in super::super) fn write(
    household: HouseholdId,
    stream: &StreamKey,
    folded: &Folded<Meal>,
    rows: &mut dyn RowSink,
) {
    let meal = &folded.state;
    let (Some(main), Some(created)) = (meal.main_recipe_id, folded.created) else {
        return;
    };
    let id = meal_id(stream).0;
    let tags = serde_json::Value::from(meal.tags.clone()).to_string();
    rows.row(
        MEALS,
        &[
            Value::Uuid(household.0),
            Value::Uuid(id),
            Value::text(&meal.name),
            Value::Uuid(main.0),
            Value::owned(tags),
            Value::Bool(meal.saved),
            Value::Bool(meal.archived),
            Value::Time(created.occurred_at),
        ],
    );
    for (position, side) in (0..).zip(&meal.sides) {
        let values = [
            Value::Uuid(household.0),
            Value::Uuid(id),
            Value::Integer(position),
            Value::Uuid(side.0),
        ];
        rows.row(SIDES, &values);
    }
}
