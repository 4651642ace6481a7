//! How a week's plan becomes rows, with its sides in a table of their own.

use heirloom_events::StreamKey;
use heirloom_events::plan::{MealSelection, WeekPlan};
use heirloom_events::values::{HouseholdId, SelectionId};

use super::super::{SELECTIONS, SIDES, v1, v3};
use crate::{RowSink, Value};

/// Writes the meals of one week and their sides.
pub(super) fn write(household: HouseholdId, stream: &StreamKey, plan: &WeekPlan, rows: &mut dyn RowSink) {
    for (id, selection) in &plan.selections {
        let mut row = v1::rows::head(household, stream, *id, selection);
        row.push(Value::Bool(selection.shopping_mode.excludes()));
        row.extend(v3::rows::tail(selection));
        rows.row(SELECTIONS, &row);
        write_sides(household, stream, *id, selection, rows);
    }
}

/// Writes the sides of a meal: of each slot the first, where a hand-written log has several there.
pub(in super::super) fn write_sides(
    household: HouseholdId,
    stream: &StreamKey,
    id: SelectionId,
    selection: &MealSelection,
    rows: &mut dyn RowSink,
) {
    let mut slots: Vec<_> = selection.sides.iter().collect();
    slots.sort_by_key(|side| side.slot);
    slots.dedup_by_key(|side| side.slot);
    for side in slots {
        rows.row(
            SIDES,
            &[
                Value::Uuid(household.0),
                Value::text(&stream.aggregate_id),
                Value::Uuid(id.0),
                Value::integer(u32::from(side.slot)),
                Value::Uuid(side.recipe_id.0),
            ],
        );
    }
}
