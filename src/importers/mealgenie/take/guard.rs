//! Another database under the name of one that was taken over would look like a household in which everything was
//! changed and most of it deleted. So a source whose recipes have nothing in common with what is known is refused.
//! So is a planner that no week has room for. Both before anything is written.

use heirloom_events::{StreamType, limits};

use super::Taking;
use super::recipes::base;
use super::text::fitted;
use crate::commands::CommandError;
use crate::commands::plan::week::A_WEEK;
use crate::importers::mealgenie::source::{Recipe, Row, Rows};

/// From how many recipes on one can tell.
const ENOUGH: usize = 3;

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The log failed, or the active revision lacks something.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// It is not the database that it was.
    #[error(transparent)]
    Another(#[from] AnotherDatabase),
    /// The planner holds more than a week has room for; the application itself allows 15. Nothing was written.
    #[error(
        "the planner of `{place}` has {entries} entries, and a week's plan holds {most}; clear the planner in the application, then try again; nothing was taken over"
    )]
    TooMany {
        /// The database.
        place: String,
        /// How many of its entries are not cleared.
        entries: usize,
        /// How many a week holds.
        most: usize,
    },
}

/// Under this name another database was taken over. Nothing was written. Exit code 2.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{place}` is not the database that this household took over as `{name}`: of the {known} recipes known from there none has its name in it; check the address, or give this one a name of its own with `--name`"
)]
pub struct AnotherDatabase {
    /// The database.
    pub place: String,
    /// The source's name.
    pub name: String,
    /// How many recipes are known of it.
    pub known: usize,
}

/// Whether a week has room for the planner.
pub(super) fn room(rows: &Rows) -> Result<(), TakeError> {
    let standing = rows.planner_entries.iter().filter(|row| !row.data.is_cleared);
    match standing.count() {
        entries if entries > A_WEEK => Err(TakeError::TooMany {
            place: rows.place.clone(),
            entries,
            most: A_WEEK,
        }),
        _ => Ok(()),
    }
}

impl Taking<'_> {
    pub(super) async fn same_database(&self) -> Result<(), TakeError> {
        let known = self.known.source.rows.get("recipe").map_or(0, |rows| rows.len());
        if known < ENOUGH || self.rows.recipes.len() < ENOUGH {
            return Ok(());
        }
        for row in &self.rows.recipes {
            if self.is_the_same(row).await? {
                return Ok(());
            }
        }
        Err(AnotherDatabase {
            place: self.rows.place.clone(),
            name: self.options.name.clone(),
            known,
        }
        .into())
    }

    async fn is_the_same(&self, row: &Row<Recipe>) -> Result<bool, CommandError> {
        let Some(taken) = self.known.row(row.table, &row.row) else {
            return Ok(false);
        };
        if taken.digest == row.digest {
            return Ok(true);
        }
        let loaded = self
            .load(StreamType::Recipe, self.ids.recipe(row.data.id))
            .await?;
        Ok(base(&loaded).content.title == fitted(&row.data.name, limits::NAME_CHARS))
    }
}
