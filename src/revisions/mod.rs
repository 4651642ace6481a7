//! Revisions: named sets of event versions and table versions, and the way from one to another.
//!
//! * [`manifest`]: what each revision changes, one file each.
//! * [`State`]: all that holds at a revision.

pub mod manifest;
#[cfg(feature = "testing")]
mod pretend;
mod state;

pub use manifest::Revision;
pub use state::{NoSuchRevision, State, all, find, head, models, named, since, slug};
