//! A step of a recipe's directions, as events carry it.

pub mod v1;
// The next version goes here. Events that carry steps get a new version with it.

pub use v1::Step;
