//! What a household plans to eat, week by week.

pub mod query;
mod rows;
mod tables;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::{Ddl, Dialect, Projection, RowSink, Table};

/// The projection `meal_plan`.
pub struct MealPlan;

impl Projection for MealPlan {
    fn name(&self) -> &'static str {
        "meal_plan"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &tables::TABLES
    }

    fn streams(&self) -> &'static [StreamType] {
        &[StreamType::Plan]
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        ddl!(dialect)
    }

    fn state_rows(&self, household: HouseholdId, stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        if let State::Plan(plan) = state {
            rows::write(household, stream, &plan.state, rows);
        }
    }
}
