//! A line that was put on a shopping list was taken off.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::ShoppingLineRemoved;
