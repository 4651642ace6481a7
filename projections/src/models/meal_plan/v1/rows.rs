//! How a week's plan becomes rows.

use chrono::Datelike as _;
use heirloom_events::StreamKey;
use heirloom_events::plan::{MealSelection, WeekPlan};
use heirloom_events::values::{HouseholdId, SelectionId, Side};

use super::super::SELECTIONS;
use crate::{RowSink, Value};

/// Writes the meals of one week. `week_id` is the stream's id, so that no two streams write the same row,
/// whatever days a log may hold; `week` is the day's ISO week in words, `2026-W05`.
pub(in super::super) fn write(
    household: HouseholdId,
    stream: &StreamKey,
    plan: &WeekPlan,
    rows: &mut dyn RowSink,
) {
    for (id, selection) in &plan.selections {
        rows.row(SELECTIONS, &selection_row(household, stream, *id, selection));
    }
}

/// The columns of version 1.
pub(in super::super) fn selection_row<'a>(
    household: HouseholdId,
    stream: &'a StreamKey,
    id: SelectionId,
    selection: &MealSelection,
) -> Vec<Value<'a>> {
    let side = |slot| Value::opt_uuid(Side::of_slot(&selection.sides, slot).map(|id| id.0));
    let mut row = head(household, stream, id, selection);
    row.extend([
        side(1),
        side(2),
        side(3),
        Value::Bool(selection.shopping_mode.excludes()),
    ]);
    row
}

/// What a row begins with in every version: the meal and its day.
pub(in super::super) fn head<'a>(
    household: HouseholdId,
    stream: &'a StreamKey,
    id: SelectionId,
    selection: &MealSelection,
) -> Vec<Value<'a>> {
    let week = selection.planned_date.iso_week();
    vec![
        Value::Uuid(household.0),
        Value::text(&stream.aggregate_id),
        Value::Uuid(id.0),
        Value::owned(format!("{}-W{:02}", week.year(), week.week())),
        Value::Date(selection.planned_date),
        Value::Uuid(selection.main_recipe_id.0),
    ]
}
