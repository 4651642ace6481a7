//! What an import notes of a database of another application: one stream per database.
//!
//! It is the import's memory: which row became what, and what it said then. So a second import finds what is
//! new, what was changed and what is gone, without a question to the application.

pub mod aggregate;
pub mod open;
pub mod rows_gone;
pub mod take_rows;
#[cfg(test)]
pub(crate) mod testing;
pub mod words;

pub use aggregate::SourceAggregate;
pub use open::OpenSource;
pub use rows_gone::RowsGone;
pub use take_rows::TakeRows;

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::source::{Source, SourceEvent};
use heirloom_events::values::SourceId;

use crate::commands::fact::stream_commands;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many rows one command may note: an event of them stays below a megabyte or two.
const AT_ONCE: usize = 10_000;

stream_commands! {
    /// What an import notes of a database of another application.
    SourceCommand {
        /// Note that it was met.
        OpenSource,
        /// Note what became of rows.
        TakeRows,
        /// Note that rows are there no more.
        RowsGone,
    }
}

impl SourceCommand {
    /// The database that it is about.
    #[must_use]
    pub fn source_id(&self) -> SourceId {
        match self {
            Self::OpenSource(c) => c.source_id,
            Self::TakeRows(c) => c.source_id,
            Self::RowsGone(c) => c.source_id,
        }
    }

    /// The events that it makes of what is known; none where it changes nothing.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, source: &Folded<Source>) -> Result<Vec<SourceEvent>, Refusal> {
        match self {
            Self::OpenSource(c) => c.decide(&source.state),
            Self::TakeRows(c) => c.decide(&source.state),
            Self::RowsGone(c) => c.decide(&source.state),
        }
    }
}

/// The source was met before.
fn met(source: &Source, id: SourceId) -> Result<(), Refusal> {
    match source.kind.is_empty() {
        false => Ok(()),
        true => Err(Refusal::NotFound {
            what: "source",
            id: id.to_string(),
            place: "this household's log".into(),
            hint: "open it first",
        }),
    }
}

/// The name of a table.
fn table(table: &str) -> Result<String, Refusal> {
    validate::text("table", table, limits::TAG_CHARS)
}

/// The primary key of a row, as text.
fn row(place: &str, row: &str) -> Result<String, Refusal> {
    validate::text(place, row, limits::NAME_CHARS)
}
