//! A week's plan as `cqrs_es` knows it.

use heirloom_events::plan::{PlanEvent, WeekPlan};

use super::{Dishes, PlanCommand};
use crate::commands::fact::aggregate;

aggregate! {
    /// A week's plan as a `cqrs_es` aggregate. Its services say which dishes there are.
    PlanAggregate(WeekPlan): PlanCommand => PlanEvent, with Dishes,
    |week, command, dishes| command.decide(week, dishes)
}
