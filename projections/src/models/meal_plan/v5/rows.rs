//! How a week's plan becomes rows with shopping modes.

use heirloom_events::StreamKey;
use heirloom_events::plan::WeekPlan;
use heirloom_events::values::HouseholdId;

use super::super::{SELECTIONS, v1, v3, v4};
use crate::{RowSink, Value};

/// Writes the meals of one week and their sides.
pub(super) fn write(household: HouseholdId, stream: &StreamKey, plan: &WeekPlan, rows: &mut dyn RowSink) {
    for (id, selection) in &plan.selections {
        let mut row = v1::rows::head(household, stream, *id, selection);
        row.push(Value::text(selection.shopping_mode.as_str()));
        row.extend(v3::rows::tail(selection));
        rows.row(SELECTIONS, &row);
        v4::rows::write_sides(household, stream, *id, selection, rows);
    }
}
