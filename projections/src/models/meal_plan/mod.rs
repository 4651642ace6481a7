//! What a household plans to eat, week by week.

mod adds;
pub mod query;
mod v1;
mod v2;
mod v3;
mod v4;
mod v5;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use self::adds::Rows;
use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The place of `meal_selections` in the tables of each version.
const SELECTIONS: usize = 0;
/// The place of `meal_selection_sides`, from version 4 on.
const SIDES: usize = 1;

/// The projection `meal_plan`.
pub(super) struct MealPlan;

impl Family for MealPlan {
    type Adds = Rows;
    const NAME: &'static str = "meal_plan";
    const STREAMS: &'static [StreamType] = &[StreamType::Plan];
    const VERSIONS: &'static [Version<Rows>] = &[
        v1::VERSION,
        v2::VERSION,
        v3::VERSION,
        v4::VERSION,
        v5::VERSION,
        // The next version goes here.
    ];

    fn state_rows(
        adds: &[Rows],
        household: HouseholdId,
        stream: &StreamKey,
        state: &State,
        rows: &mut dyn RowSink,
    ) {
        let newest = adds.iter().rev().find_map(|rows| rows.0);
        if let (State::Plan(plan), Some(write)) = (state, newest) {
            write(household, stream, &plan.state, rows);
        }
    }
}
