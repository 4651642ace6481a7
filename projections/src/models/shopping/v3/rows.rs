//! The problems of a list as rows. The first algorithm knows none.

use heirloom_events::values::HouseholdId;
use heirloom_shopping::two::List;

use super::PROBLEMS;
use crate::models::shopping::rows_one::number;
use crate::{RowSink, Value};

/// Writes those of a week, in the list's order.
pub(super) fn write(household: HouseholdId, week: &str, list: &List, rows: &mut dyn RowSink) {
    for (position, problem) in list.problems.iter().enumerate() {
        rows.row(
            PROBLEMS,
            &[
                Value::Uuid(household.0),
                Value::text(week),
                number(position),
                Value::Uuid(problem.recipe().0),
                Value::text(problem.kind()),
                Value::owned(problem.to_string()),
            ],
        );
    }
}
