//! An item was moved to another category.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::ItemMoved;
