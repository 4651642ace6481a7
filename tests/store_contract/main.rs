//! The contract of the log, kept on both databases: `src/store/mod.rs`.

mod appending;
mod reading;
