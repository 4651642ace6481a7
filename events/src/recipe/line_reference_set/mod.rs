//! It was said for which recipe an ingredient line stands.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::IngredientLineReferenceSet;
