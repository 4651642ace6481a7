//! The system's trials.
mod crash;
mod laws;
mod readers;
mod support;
