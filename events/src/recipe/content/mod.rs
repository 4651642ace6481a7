//! All that a recipe says, as events carry it.

pub mod v1;
// The next version goes here. Events that carry contents get a new version with it.

pub use v1::Content;
