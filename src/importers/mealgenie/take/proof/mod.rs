//! The proof: what heirloom has is read back from the log and held against the rows, field by field.
//!
//! Where the two differ and nobody has changed the thing here since, that is told, and the import is not complete.
//! Whatever came over otherwise for a reason is in the account already.

mod cooking;
mod planning;

use std::fmt::Debug;

use super::outcome::Unproved;
use super::{About, Taking};
use crate::commands::CommandError;
use crate::importers::mealgenie::source::Row;

/// A value of the source, what the import has said of it, and what it is now.
struct Held<T> {
    wanted: T,
    base: T,
    is: T,
}

impl Taking<'_> {
    pub(super) async fn proof(&mut self) -> Result<(), CommandError> {
        self.prove_ingredients().await?;
        self.prove_rules().await?;
        self.prove_recipes().await?;
        self.prove_meals().await?;
        self.prove_plan().await?;
        self.prove_list().await
    }

    /// Tells of a field that is not what the row says, though only the import has said it.
    fn held<T: PartialEq + Debug>(&mut self, about: About<'_>, column: &str, held: Held<T>) {
        let Held { wanted, base, is } = held;
        if wanted == base || base != is || self.is_explained(about, column) {
            return;
        }
        self.unproved.push(Unproved {
            table: about.table.to_owned(),
            row: about.row.to_owned(),
            column: column.to_owned(),
            source: format!("{wanted:?}"),
            heirloom: format!("{base:?}"),
        });
    }

    /// Tells of a row that became something which is not there.
    fn missing(&mut self, about: About<'_>, what: &str) {
        self.unproved.push(Unproved {
            table: about.table.to_owned(),
            row: about.row.to_owned(),
            column: "id".to_owned(),
            source: about.row.to_owned(),
            heirloom: format!("no such {what}"),
        });
    }

    /// The rows that were taken over.
    fn taken<'r, T>(&self, rows: &'r [Row<T>]) -> Vec<&'r Row<T>> {
        rows.iter().filter(|row| self.was_taken(About::of(row))).collect()
    }

    /// Whether the row was taken over, so that something is to be proved of it.
    fn was_taken(&self, about: About<'_>) -> bool {
        self.report.has_become(about.table, about.row)
    }
}
