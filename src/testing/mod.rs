//! For tests, ours and those of a backend: generators of random contents, commands and events.
//!
//! Behind the feature `testing`, so that no binary carries proptest.

pub mod arbitrary;
pub mod recorded;
