//! heirloom: the event-sourced history of a recipe application, and the rebuilder of its read tables.

pub mod audit;
pub mod cli;
pub mod importers;
pub mod store;
pub mod testing;

pub use heirloom_events as events;
pub use heirloom_projections as projections;
