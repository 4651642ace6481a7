//! What can be asked of a household itself.

pub mod aggregate;
pub mod change_settings;
mod known_settings;
pub mod open;

pub use aggregate::HouseholdAggregate;
pub use change_settings::ChangeSettings;
pub use open::OpenHousehold;

use heirloom_events::Folded;
use heirloom_events::household::{Household, HouseholdEvent};

use crate::commands::fact::stream_commands;
use crate::commands::refusal::Refusal;

stream_commands! {
    /// What can be asked of a household itself.
    HouseholdCommand {
        /// Begin it under a name.
        OpenHousehold,
        /// Change its settings.
        ChangeSettings,
    }
}

impl HouseholdCommand {
    /// The events that it makes of the household as it is; none where it changes nothing.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, household: &Folded<Household>) -> Result<Vec<HouseholdEvent>, Refusal> {
        match self {
            Self::OpenHousehold(c) => c.decide(&household.state),
            Self::ChangeSettings(c) => c.decide(&household.state),
        }
    }
}

/// One event in words, seen from the household before it.
#[must_use]
pub fn in_words(event: &HouseholdEvent) -> String {
    match event {
        HouseholdEvent::HouseholdOpened(e) => format!("opened as `{}`", e.name),
        HouseholdEvent::HouseholdSettingsChanged(e) => {
            let keys: Vec<String> = e.settings.keys().map(|key| format!("`{key}`")).collect();
            format!("settings {} changed", keys.join(", "))
        }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::commands::fact::Fact;
    use cqrs_es::test::TestFramework;

    /// These events given, the command makes those, or is refused with a message that has this in it.
    #[track_caller]
    pub(crate) fn check(
        given: impl Into<Vec<HouseholdEvent>>,
        when: impl Into<HouseholdCommand>,
        then: Result<Vec<HouseholdEvent>, &str>,
    ) {
        let result = TestFramework::<HouseholdAggregate>::with(())
            .given(given.into().into_iter().map(Fact).collect())
            .when(when.into())
            .inspect_result();
        match (result, then) {
            (Ok(events), Ok(expected)) => {
                assert_eq!(events, expected.into_iter().map(Fact).collect::<Vec<_>>());
            }
            (Err(refusal), Err(part)) => {
                assert!(refusal.to_string().contains(part), "`{refusal}` lacks `{part}`")
            }
            (result, then) => panic!("{result:?}, expected {then:?}"),
        }
    }
}
