//! One row for every version of every recipe: who changed what, when and why.

mod moved;
pub mod query;
mod rows;
mod steps;
mod tables;
mod told;
mod what;
mod words;

pub use moved::moved;
pub use told::{Told, told};
pub use what::what;

use heirloom_events::{Recorded, State, StreamType};

use crate::{Ddl, Dialect, Projection, RowSink, Table};

/// The projection `recipe_history`.
pub struct RecipeHistory;

impl Projection for RecipeHistory {
    fn name(&self) -> &'static str {
        "recipe_history"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &tables::TABLES
    }

    fn streams(&self) -> &'static [StreamType] {
        &[StreamType::Recipe]
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        ddl!(dialect)
    }

    fn event_rows(&self, before: &State, event: &Recorded, rows: &mut dyn RowSink) {
        if let State::Recipe(before) = before {
            rows::write(&before.state, event, rows);
        }
    }
}
