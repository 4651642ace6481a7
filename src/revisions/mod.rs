//! Revisions: named sets of event versions and table versions, and the way from one to another.
//!
//! * [`manifest`]: what each revision changes, one file each.
//! * [`State`]: all that holds at a revision.
//! * [`laws`]: whether steps lose nothing, over every stored event and over generated ones.
//! * [`check`]: what differs between two revisions, and whether all that is released is as it was.

pub mod check;
pub mod laws;
pub mod manifest;
#[cfg(feature = "testing")]
mod pretend;
mod state;

pub use manifest::Revision;
pub use state::{NoSuchRevision, State, all, find, head, models, named, reads, since, slug};
