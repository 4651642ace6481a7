//! heirloom: the event-sourced history of a recipe application, and the rebuilder of its read tables.

pub mod commands;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use heirloom_events as events;
pub use heirloom_projections as projections;
