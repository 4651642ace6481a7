//! The read side: which tables exist, how events become rows, live feeding, rebuild, verify, switch.
//!
//! A projection is a pure function of events: no clock, no randomness, no I/O, no float sums. It has no
//! handle to do I/O with, so a replay cannot have side effects. Rebuilt tables equal live ones, row for
//! row, at any batch size, on either database.
//!
//! * [`models`]: one folder per projection: its tables, its rows, its queries. A new one: see
//!   `docs/adding-a-projection.md`.
//! * [`read_pool`]: asking the stable views, in one way on both databases.
//! * [`feed`]: the port by which events come in, already in today's shape.
//! * [`HouseholdRows`]: what a projection is made of whose rows need more than one stream.
//! * `live`: keeps tables up with the log. `rebuild`: makes them anew beside the live ones, proves
//!   them, switches. [`evolve`]: several versions of a projection beside one another. `read_db`: how rows
//!   get in and out of each database.

pub mod diff;
pub mod digest;
pub mod engine;
mod error;
pub mod evolve;
pub mod feed;
mod float;
pub mod fold;
mod household;
pub mod live;
mod live_household;
mod live_rows;
mod machine;
pub mod models;
mod projection;
pub mod read_db;
pub mod read_pool;
pub mod rebuild;
pub mod repair;
mod row;
pub mod status;
mod table;
pub mod target;

pub use engine::Engine;
pub use error::{Error, Result};
pub use float::Float;
pub use household::{HouseholdRows, Unit};
pub use projection::{Check, Ddl, Dialect, ExtraView, Projection};
pub use read_pool::ReadPool;
pub use row::{RowSink, Value};
pub use table::{Column, Kind, Table};
