//! The words of every live recipe, for full-text search.
//!
//! The texts are reduced to plain words by [`normalised`] and to their stems before either database sees
//! them, so that both index the same. The index of words is no part of the rows: on
//! PostgreSQL it is the generated column `document`, on SQLite the table `search_fts`, which triggers keep.
//! Both are reached through the stable view `search_documents`.

mod normalised;
pub mod query;
mod stems;
mod v1;
mod wanted;

pub use normalised::normalised;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The projection `search`.
pub(super) struct Search;

impl Family for Search {
    type Adds = ();
    const NAME: &'static str = "search";
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
        if let State::Recipe(recipe) = state {
            v1::rows::write(household, stream, recipe, rows);
        }
    }
}
