//! Versions of events and what holds between them; revisions, and the way from one to another and back.
//!
//! A new trial is a module here; what several need is in `support`, which the trials share.

mod check;
mod corpus;
mod journey;
mod laws;
mod planning;
mod planted;
mod real;
mod rolling;
mod safety;
mod stored;
#[allow(dead_code, unused_imports, reason = "the other trials use the rest of it")]
#[path = "../trials/support/mod.rs"]
mod support;
mod walkthrough;
