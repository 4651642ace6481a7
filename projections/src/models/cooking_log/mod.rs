//! One row for each time that a recipe was cooked.

pub mod query;
mod v1;

use heirloom_events::{Recorded, State, StreamType};

use crate::RowSink;
use crate::models::versions::{Family, Version};

/// The projection `cooking_log`.
pub(super) struct CookingLog;

impl Family for CookingLog {
    type Adds = ();
    const NAME: &'static str = "cooking_log";
    const STREAMS: &'static [StreamType] = &[StreamType::Recipe];
    const VERSIONS: &'static [Version<()>] = &[
        v1::VERSION,
        // The next version goes here.
    ];

    fn event_rows(_adds: &[()], _before: &State, event: &Recorded, rows: &mut dyn RowSink) {
        v1::rows::write(event, rows);
    }
}
