//! Streams whose edits are not taken back: each event is left, and told.

use heirloom_events::values::CorrelationId;

use super::{Undone, belongs};
use crate::commands::Loaded;

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let ours = stream.events.iter().filter(|recorded| belongs(recorded, bulk));
    let stays =
        |event: &heirloom_events::Event| format!("`{}` of `{}` stays", event.event_type(), stream.key);
    Undone {
        events: Vec::new(),
        left: ours
            .flat_map(|recorded| recorded.events.iter().map(stays))
            .collect(),
    }
}
