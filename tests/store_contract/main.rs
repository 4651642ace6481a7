//! The contract of the log, kept on both databases: `src/store/mod.rs`.

mod appending;
mod carrying;
mod concurrency;
mod cqrs;
mod damage;
mod dangling;
mod guards;
mod opening;
mod proof;
mod reading;
mod revisions;
mod stock;
