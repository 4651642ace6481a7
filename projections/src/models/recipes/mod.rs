//! Recipes as they are now: every one, archived ones too, with its lines, steps and tags.

pub mod by_ingredients;
mod checks;
pub mod query;
mod read;
mod rows;
mod tables;

pub use query::{by_id, by_title, list};

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::{Check, Ddl, Dialect, Projection, RowSink, Table};

/// The projection `recipes`.
pub struct Recipes;

impl Projection for Recipes {
    fn name(&self) -> &'static str {
        "recipes"
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

    fn checks(&self, dialect: Dialect) -> &'static [Check] {
        let _ = dialect;
        &checks::CHECKS
    }

    fn state_rows(&self, household: HouseholdId, stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        if let State::Recipe(recipe) = state {
            rows::write(household, stream, recipe, rows);
        }
    }
}
