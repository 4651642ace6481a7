//! A recipe was written down for the first time.

pub mod v1;
pub mod v2;
pub mod v3;
pub mod v4;
pub mod v5;
pub mod v6;
pub mod v7;
// The next version goes here: `pub mod v8;`, and re-export the latest.

pub use v7::RecipeCreated;
