//! Versions of events and what holds between them.

mod check;
mod laws;
mod planted;
mod real;
mod stored;
