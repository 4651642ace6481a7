//! Revisions: named sets of event versions and table versions, and the way from one to another.
//!
//! * [`manifest`]: what each revision changes, one file each.
//! * [`State`]: all that holds at a revision.
//! * [`laws`]: whether steps lose nothing, over every stored event and over generated ones.
//! * [`check`]: what differs between two revisions, and whether all that is released is as it was.
//! * [`changes()`]: what a revision changes, in words; [`read_models`]: what it gives a backend, typed.
//! * [`scaffold`]: the files of a new one; [`upgrade`]: from one to another and back.

mod changes;
pub mod check;
pub mod laws;
pub mod manifest;
#[cfg(feature = "testing")]
mod pretend;
pub mod read_models;
pub mod scaffold;
mod state;
pub mod upgrade;

pub use changes::{Changes, EventChange, FieldChanges, ProjectionChange, changes};
pub use manifest::Revision;
pub use state::{NoSuchRevision, State, all, find, head, models, named, reads, since, slug};
