//! How a week's plan becomes rows with its order and what was done.

use heirloom_events::StreamKey;
use heirloom_events::plan::{MealSelection, WeekPlan};
use heirloom_events::values::HouseholdId;

use super::super::{SELECTIONS, v1};
use crate::{RowSink, Value};

/// Writes the meals of one week: the columns of version 1, and those of this one.
pub(in super::super) fn write(
    household: HouseholdId,
    stream: &StreamKey,
    plan: &WeekPlan,
    rows: &mut dyn RowSink,
) {
    for (id, selection) in &plan.selections {
        let mut row = v1::rows::selection_row(household, stream, *id, selection);
        row.extend(tail(selection));
        rows.row(SELECTIONS, &row);
    }
}

/// The columns that came with version 3.
pub(in super::super) fn tail(selection: &MealSelection) -> [Value<'static>; 5] {
    [
        Value::integer(selection.position),
        Value::opt_uuid(selection.meal_id.map(|id| id.0)),
        Value::opt_integer(selection.servings),
        Value::opt_time(selection.completed_at),
        Value::Bool(selection.cleared),
    ]
}
