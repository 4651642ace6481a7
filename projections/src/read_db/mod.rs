//! How rows get in and out of each database.

pub mod pool;

pub use pool::{ReadError, ReadPool, ReadRow};
