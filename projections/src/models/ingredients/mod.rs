//! The household's catalogue of ingredients, and the names by which each is found.

pub mod query;
mod v1;
mod v2;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The projection `ingredients`.
pub(super) struct Ingredients;

impl Family for Ingredients {
    type Adds = ();
    const NAME: &'static str = "ingredients";
    const STREAMS: &'static [StreamType] = &[StreamType::Catalogue];
    const VERSIONS: &'static [Version<()>] = &[
        v1::VERSION,
        v2::VERSION,
        // The next version goes here.
    ];

    fn state_rows(
        _adds: &[()],
        household: HouseholdId,
        _stream: &StreamKey,
        state: &State,
        rows: &mut dyn RowSink,
    ) {
        if let State::Catalogue(catalogue) = state {
            v1::rows::write(household, &catalogue.state, rows);
        }
    }
}
