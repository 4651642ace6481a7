//! The facts of heirloom: every event, every frozen version of it, and the fold of each stream
//! (what a recipe *is* after its events).
//!
//! A leaf crate: it knows no database, no clock and no other crate of the workspace.
//!
//! * [`recipe`], [`catalogue`], [`household`], [`meal`], [`plan`], [`shopping`], [`source`]: one module per stream type. In it one folder
//!   per event, in that one file per version; `mod.rs` re-exports the latest.
//! * [`values`]: ids, exact quantities, names as they are compared.
//! * [`envelope`]: what stands around an event in the log: position, metadata, both times.
//!
//! A new event version: see `docs/adding-an-event-version.md`. A version file is never edited once
//! released; `schemas/LOCK` holds a hash of each and a test compares.

pub mod catalogue;
pub mod envelope;
mod event;
pub mod household;
pub mod limits;
pub mod meal;
mod parts;
pub mod plan;
pub mod recipe;
pub mod released;
#[cfg(feature = "schema")]
pub mod schema;
pub mod shopping;
pub mod source;
mod stream;
pub mod values;

pub use envelope::{Metadata, Recorded, Residues, Stamp, StreamKey};
pub use event::{Event, State, StreamType, UnknownStream};
pub use parts::Parts;
pub use stream::{Folded, Payload, Stream};
