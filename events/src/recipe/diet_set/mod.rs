//! The diet that a recipe suits was set.

pub mod v1;
pub mod v2;
// The next version goes here: `pub mod v3;`, and re-export the latest.

pub use v2::RecipeDietSet;
