//! A household as `cqrs_es` knows it.

use heirloom_events::household::{Household, HouseholdEvent};

use super::HouseholdCommand;
use crate::commands::fact::aggregate;

aggregate! {
    /// A household as a `cqrs_es` aggregate.
    HouseholdAggregate(Household): HouseholdCommand => HouseholdEvent, with (),
    |household, command, _services| command.decide(household)
}
