//! Versions of events and what holds between them.

mod laws;
