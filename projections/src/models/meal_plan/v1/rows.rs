//! How a week's plan becomes rows.

use chrono::Datelike as _;
use heirloom_events::StreamKey;
use heirloom_events::plan::WeekPlan;
use heirloom_events::values::{HouseholdId, Side};

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
        let week = selection.planned_date.iso_week();
        let slot = |slot| Side::of_slot(&selection.sides, slot);
        let [side_1, side_2, side_3] = [1, 2, 3].map(|number| Value::opt_uuid(slot(number).map(|id| id.0)));
        rows.row(
            0,
            &[
                Value::Uuid(household.0),
                Value::text(&stream.aggregate_id),
                Value::Uuid(id.0),
                Value::owned(format!("{}-W{:02}", week.year(), week.week())),
                Value::Date(selection.planned_date),
                Value::Uuid(selection.main_recipe_id.0),
                side_1,
                side_2,
                side_3,
                Value::Bool(selection.shopping_mode.excludes()),
            ],
        );
    }
}
