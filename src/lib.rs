//! heirloom.

/// Reads what other programs write: recipe documents and ingredient lines.
pub mod importers;
