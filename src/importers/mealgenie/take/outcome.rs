//! What an import did: the account of the rows, what was refused, what could not be proved.

use std::fmt;

use heirloom_events::values::SourceId;
use serde::Serialize;

use crate::importers::mealgenie::account::Report;

/// What an import did.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// What became of every row.
    #[serde(flatten)]
    pub report: Report,
    /// The stream in which that is noted.
    pub source_id: SourceId,
    /// How many events were added.
    pub events: u64,
    /// Rows, or changes of rows, that heirloom refused.
    pub refused: Vec<Refused>,
    /// What heirloom has otherwise than the source, without a reason.
    pub unproved: Vec<Unproved>,
}

/// A row that heirloom refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The table.
    pub table: String,
    /// The row.
    pub row: String,
    /// Why, and what to do.
    pub why: String,
}

/// Something that the source and heirloom say differently, and nobody knows why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unproved {
    /// The table.
    pub table: String,
    /// The row.
    pub row: String,
    /// The column.
    pub column: String,
    /// What the source says.
    pub source: String,
    /// What heirloom says.
    pub heirloom: String,
}

impl Outcome {
    /// Whether every row is accounted for, nothing was refused and all that was taken is proved.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.report.is_complete() && self.refused.is_empty() && self.unproved.is_empty()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.report)?;
        for one in &self.refused {
            write!(f, "\nrefused: {} {}: {}", one.table, one.row, one.why)?;
        }
        for one in &self.unproved {
            let Unproved {
                table,
                row,
                column,
                source,
                heirloom,
            } = one;
            write!(
                f,
                "\nnot equal: {table}.{column} of {row}: `{source}` there, `{heirloom}` here"
            )?;
        }
        match (self.unproved.is_empty(), self.is_complete()) {
            (true, true) => write!(
                f,
                "\nproved: what heirloom has is what the rows say, field by field"
            ),
            (true, false) => write!(f, "\nwhat was taken over is what its rows say, field by field"),
            (false, _) => Ok(()),
        }
    }
}
