//! A recipe's picture was set or taken away.

pub mod v1;
pub mod v2;
// The next version goes here: `pub mod v3;`, and re-export the latest.

pub use v2::RecipeImageSet;
