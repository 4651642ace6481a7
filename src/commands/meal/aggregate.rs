//! A meal as `cqrs_es` knows it.

use heirloom_events::meal::{Meal, MealEvent};

use super::MealCommand;
use crate::commands::fact::aggregate;
use crate::commands::plan::Dishes;

aggregate! {
    /// A meal as a `cqrs_es` aggregate. Its services say which dishes there are.
    MealAggregate(Meal): MealCommand => MealEvent, with Dishes,
    |meal, command, dishes| command.decide(meal, dishes)
}
