//! How many servings of a selected meal are cooked was set.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::MealServingsSet;
