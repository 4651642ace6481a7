//! What a household plans to eat, week by week.

pub mod query;
mod v1;
mod v2;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The projection `meal_plan`.
pub(super) struct MealPlan;

impl Family for MealPlan {
    type Adds = ();
    const NAME: &'static str = "meal_plan";
    const STREAMS: &'static [StreamType] = &[StreamType::Plan];
    const VERSIONS: &'static [Version<()>] = &[
        v1::VERSION,
        v2::VERSION,
        // The next version goes here.
    ];

    fn state_rows(
        _adds: &[()],
        household: HouseholdId,
        stream: &StreamKey,
        state: &State,
        rows: &mut dyn RowSink,
    ) {
        if let State::Plan(plan) = state {
            v1::rows::write(household, stream, &plan.state, rows);
        }
    }
}
