//! An ingredient line, as events carry it.

pub mod v1;
pub mod v2;
pub mod v3;
// The next version goes here. Events that carry lines get a new version with it.

pub use v3::Line;
