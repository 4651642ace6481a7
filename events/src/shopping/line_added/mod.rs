//! A line was put on a shopping list.

pub mod v1;
pub mod v2;
// The next version goes here: `pub mod v3;`, and re-export the latest.

pub use v2::ShoppingLineAdded;
