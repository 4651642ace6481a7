//! Another spelling of an ingredient was taken in under an id of its own.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::IngredientDuplicateDefined;
