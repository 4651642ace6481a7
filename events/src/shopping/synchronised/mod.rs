//! A shopping list was asked to be made anew.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::ListSynchronised;
