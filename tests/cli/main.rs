//! The command line as people and programs meet it: the real binary, its text, its JSON, its exit codes.
//!
//! A snapshot is a transcript: what was typed, what came out, and the exit code where it is not 0.

mod carrying;
mod changing;
mod evolution;
mod evolution_under_way;
mod inside;
mod kitchen;
mod lists;
mod looking;
mod mealgenie;
mod mistakes;
mod planning;
mod postgres;
mod revisions;
mod scaffold;
mod shopping;
mod tables;
mod taking_over;
