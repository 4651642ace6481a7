//! A meal was selected for a day.

pub mod v1;
pub mod v2;
pub mod v3;
// The next version goes here: `pub mod v4;`, and re-export the latest.

pub use v3::MealSelected;
