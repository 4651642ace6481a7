//! A rule by which the shopping list changes units was taken away.

pub mod v1;
// The next version goes here: `pub mod v2;`, and re-export the latest.

pub use v1::UnitRuleRemoved;
