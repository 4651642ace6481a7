//! heirloom.
