//! Databases of other applications, and what became of their rows: one stream per database.

pub mod opened;
pub mod rows_gone;
pub mod rows_taken;
mod state;

pub use opened::SourceOpened;
pub use rows_gone::SourceRowsGone;
pub use rows_taken::SourceRowsTaken;
pub use rows_taken::v1::TakenRow;
pub use state::{Source, Taken};

use crate::stream::stream_events;

stream_events! {
    /// What can happen to a database of another application.
    SourceEvent {
        /// A database of another application was met for the first time.
        SourceOpened,
        /// Rows of another application's database were taken over.
        SourceRowsTaken,
        /// Rows of another application's database are there no more.
        SourceRowsGone,
    }
}
