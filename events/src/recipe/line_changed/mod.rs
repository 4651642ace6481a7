//! An ingredient line of a recipe was changed.

pub mod v1;
pub mod v2;
pub mod v3;
// The next version goes here: `pub mod v4;`, and re-export the latest.

pub use v3::IngredientLineChanged;
