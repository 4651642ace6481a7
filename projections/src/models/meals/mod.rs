//! Meals that a household puts together, and their sides.

pub mod query;
mod v1;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The projection `meals`.
pub(super) struct Meals;

impl Family for Meals {
    type Adds = ();
    const NAME: &'static str = "meals";
    const STREAMS: &'static [StreamType] = &[StreamType::Meal];
    const VERSIONS: &'static [Version<()>] = &[
        v1::VERSION,
        // The next version goes here.
    ];

    fn state_rows(
        _adds: &[()],
        household: HouseholdId,
        stream: &StreamKey,
        state: &State,
        rows: &mut dyn RowSink,
    ) {
        if let State::Meal(meal) = state {
            v1::rows::write(household, stream, meal, rows);
        }
    }
}
