//! One row for every version of every recipe: who changed what, when and why.

mod moved;
mod nutrition;
pub mod query;
mod steps;
mod told;
mod v1;
mod what;
mod words;

pub use moved::moved;
pub use told::{Told, told};
pub use what::what;

use heirloom_events::{Recorded, State, StreamType};

use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The projection `recipe_history`.
pub(super) struct RecipeHistory;

impl Family for RecipeHistory {
    type Adds = ();
    const NAME: &'static str = "recipe_history";
    const STREAMS: &'static [StreamType] = &[StreamType::Recipe];
    const VERSIONS: &'static [Version<()>] = &[
        v1::VERSION,
        // The next version goes here.
    ];

    fn event_rows(_adds: &[()], before: &State, event: &Recorded, rows: &mut dyn RowSink) {
        if let State::Recipe(before) = before {
            v1::rows::write(&before.state, event, rows);
        }
    }
}
