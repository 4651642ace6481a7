//! The algorithms that make a week's shopping list, side by side and for ever: [`one`] is the application's
//! own, to the digit; [`two`] is exact. Pure: no clock, no database, no randomness.
//!
//! An algorithm that shipped is never changed where its result changes: that is a new module.

pub mod diff;
pub mod one;
pub mod two;
