//! All that a recipe says, as events carry it.

pub mod v1;
pub mod v2;
pub mod v3;
pub mod v4;
pub mod v5;
pub mod v6;
pub mod v7;
// The next version goes here. Events that carry contents get a new version with it.

pub use v7::Content;
