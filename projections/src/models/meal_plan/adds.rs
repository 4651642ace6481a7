//! How versions fill the tables of `meal_plan`.

use heirloom_events::StreamKey;
use heirloom_events::plan::WeekPlan;
use heirloom_events::values::HouseholdId;

use crate::RowSink;

/// Writes the rows of a week: all of their columns, as later versions do not have all that older ones had.
pub(super) type Write = fn(HouseholdId, &StreamKey, &WeekPlan, &mut dyn RowSink);

/// How a version writes rows.
#[derive(Clone, Copy)]
pub(in crate::models) struct Rows(pub(super) Option<Write>);

impl Rows {
    /// As the version before it: what a version starts from.
    pub(super) const NOTHING: Self = Self(None);

    /// In a manner of its own.
    pub(super) const fn by(write: Write) -> Self {
        Self(Some(write))
    }
}
