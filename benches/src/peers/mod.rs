//! What others need for the same: cqrs-es 0.5 with postgres-es, used as its own documentation shows.

mod recipe;
mod replay;

pub(crate) use recipe::{PeerEvent, PeerRecipe};
pub(crate) use replay::replay_all;

/// Its tables (from `db/init.sql` of postgres-es 0.5), in a schema of their own.
pub(crate) const TABLES: &str = include_str!("tables.sql");
/// Where its events are.
pub(crate) const EVENTS: &str = "peer.events";
/// Where its snapshots would be.
pub(crate) const SNAPSHOTS: &str = "peer.snapshots";
/// Where its views are.
pub(crate) const VIEWS: &str = "peer.recipe_view";
