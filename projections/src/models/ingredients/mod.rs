//! The household's catalogue of ingredients, and the names by which each is found.

pub mod query;
mod rows;
mod tables;

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use crate::{Ddl, Dialect, Projection, RowSink, Table};

/// The projection `ingredients`.
pub struct Ingredients;

impl Projection for Ingredients {
    fn name(&self) -> &'static str {
        "ingredients"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &tables::TABLES
    }

    fn streams(&self) -> &'static [StreamType] {
        &[StreamType::Catalogue]
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        ddl!(dialect)
    }

    fn state_rows(&self, household: HouseholdId, _stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        if let State::Catalogue(catalogue) = state {
            rows::write(household, &catalogue.state, rows);
        }
    }
}
