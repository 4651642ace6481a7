//! heirloom: the event-sourced history of a recipe application, and the rebuilder of its read tables.

mod app;
pub mod audit;
pub mod cli;
pub mod commands;
pub mod importers;
pub mod revisions;
pub mod store;
pub mod testing;
pub mod upkeep;

pub use app::{Error, Feeding, Heirloom};
pub use heirloom_events as events;
pub use heirloom_projections as projections;
