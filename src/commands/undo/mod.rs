//! What takes a bulk edit back in one stream; pure.
//!
//! The rule everywhere: what the edit made of a thing is taken back where that is still what stands there;
//! where somebody made something else of it since, it is left alone and told.

mod catalogue;
mod catalogue_rules;
mod household;
mod meal;
mod other;
mod plan;
mod recipe;
mod shopping;

use heirloom_events::values::CorrelationId;
use heirloom_events::{Event, Recorded, StreamKey, StreamType};

use super::Loaded;

/// What an undo does to a stream.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Undone {
    /// The events that take it back.
    pub(crate) events: Vec<Event>,
    /// What is left as it is, and why.
    pub(crate) left: Vec<String>,
}

/// What takes the bulk edit back in the first of these streams; the others are those that it [`follows`].
pub(crate) fn undo(streams: &[Loaded], bulk: CorrelationId) -> Undone {
    let stream = &streams[0];
    match stream.key.aggregate_type {
        StreamType::Recipe => recipe::undo(streams, bulk),
        StreamType::Catalogue => catalogue::undo(stream, bulk),
        StreamType::Household => household::undo(stream, bulk),
        StreamType::Plan => plan::undo(stream, bulk),
        StreamType::Shopping => shopping::undo(stream, bulk),
        StreamType::Meal => meal::undo(stream, bulk),
        StreamType::Source => other::undo(stream, bulk),
    }
}

/// The streams that must be known to take the edit back: recipes that come to stand in this one again.
pub(crate) fn follows(streams: &[Loaded], bulk: CorrelationId) -> Vec<StreamKey> {
    match streams[0].key.aggregate_type {
        StreamType::Recipe => recipe::follows(streams, bulk),
        _ => Vec::new(),
    }
}

fn belongs(recorded: &Recorded, bulk: CorrelationId) -> bool {
    recorded.metadata.correlation_id == Some(bulk)
}
