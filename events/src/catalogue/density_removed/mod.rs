//! How heavy an ingredient is was taken away.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::DensityRemoved;
