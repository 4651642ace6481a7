//! What one serving of each recipe contains, and how that is known.

pub mod query;
mod v1;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The projection `nutrition`.
pub(super) struct Nutrition;

impl Family for Nutrition {
    type Adds = ();
    const NAME: &'static str = "nutrition";
    const STREAMS: &'static [StreamType] = &[StreamType::Recipe];
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
        if let State::Recipe(recipe) = state
            && let Some(facts) = &recipe.state.content.nutrition
        {
            v1::rows::write(household, stream, facts, rows);
        }
    }
}
