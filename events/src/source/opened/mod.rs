//! A database of another application was met for the first time.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::SourceOpened;
