//! Rows by example.
