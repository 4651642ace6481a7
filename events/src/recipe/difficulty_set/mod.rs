//! How hard a recipe is to prepare was set or taken away.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::RecipeDifficultySet;
