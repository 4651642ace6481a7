//! What of a selected meal goes on the shopping list was set.

pub mod v1;
pub mod v2;
// The next version goes here: `pub mod v3;`, and re-export the latest.

pub use v2::MealShoppingSet;
