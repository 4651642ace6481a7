//! The system's trials: laws under random commands, kills at random points, readers during rebuilds, the
//! faults of others, and bad input, each on both databases and through the real binary where it can be.
//!
//! A new trial is a module here; what several need is in `support`.

mod bad_input;
mod crash;
mod faults_of_others;
mod laws;
mod readers;
mod support;
