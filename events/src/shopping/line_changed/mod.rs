//! A line that was put on a shopping list was changed.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::ShoppingLineChanged;
