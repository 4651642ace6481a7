//! Carrying a log from one database to another: one line of JSON per event, positions and stored bytes
//! unchanged.
//!
//! ```text
//! {"heirloom_log":1,"households":1,"events":2}
//! {"actor":"a1","name":"Anna"}
//! {"household_id":"…","position":1,"aggregate_type":"recipe",…,"payload":{…},"metadata":{…},"recorded_at":"…"}
//! {"household_id":"…","position":2,…}
//! {"end":{"events":2,"names":1,"blake3":"…"}}
//! ```
//!
//! * Names of actors stand in lines of their own before the events: who is to be forgotten can be left out
//!   of the source before it is exported.
//! * Stored JSON stands in the line as it is. Where it would not come back byte for byte (it spans lines,
//!   or has spaces around it), it stands as a string in `payload_text` or `metadata_text` instead.
//! * The last line counts and hashes every byte before it, so a file that was cut or altered is refused.
//! * Memory is bounded on both ways.
//!
//! The names in the lines are a file format: a change needs a new number in the first line.

mod export;
mod import;
mod line;

pub use export::export;
pub use import::import;

/// The version of the file format.
const FORMAT: u64 = 1;

/// What was carried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// How many events.
    pub events: u64,
    /// Of how many households.
    pub households: u64,
    /// How many names of actors.
    pub names: u64,
}
