//! A household itself: one stream.

pub mod opened;
pub mod settings_changed;
mod state;

pub use opened::HouseholdOpened;
pub use settings_changed::HouseholdSettingsChanged;
pub use state::Household;

use crate::stream::stream_events;

stream_events! {
    /// What can happen to a household itself.
    HouseholdEvent {
        /// A household began.
        HouseholdOpened,
        /// Settings of a household were changed.
        HouseholdSettingsChanged,
    }
}
