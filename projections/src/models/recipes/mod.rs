//! Recipes as they are now: every one, archived ones too, with its lines, steps and tags.

mod adds;
pub mod by_ingredients;
pub mod newer;
pub mod query;
mod read;
mod v1;
mod v2;
mod v3;
mod v4;
mod v5;
mod v6;
mod v7;
mod v8;
mod v9;

pub use query::{by_id, by_title, list};

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};

use self::adds::Adds;
use crate::RowSink;
use crate::models::versions::{Family, Version};

/// Places of the tables, in the order in which versions added them.
const RECIPES: usize = 0;
const INGREDIENTS: usize = 1;
const STEPS: usize = 2;
const TAGS: usize = 3;
const DIETS: usize = 4;
const DIET_WORDS: usize = 5;

/// The projection `recipes`.
pub(super) struct Recipes;

impl Family for Recipes {
    type Adds = Adds;
    const NAME: &'static str = "recipes";
    const STREAMS: &'static [StreamType] = &[StreamType::Recipe];
    const VERSIONS: &'static [Version<Adds>] = &[
        v1::VERSION,
        v2::VERSION,
        v3::VERSION,
        v4::VERSION,
        v5::VERSION,
        v6::VERSION,
        v7::VERSION,
        v8::VERSION,
        v9::VERSION,
        // The next version goes here.
    ];

    fn state_rows(
        adds: &[Adds],
        household: HouseholdId,
        stream: &StreamKey,
        state: &State,
        rows: &mut dyn RowSink,
    ) {
        if let State::Recipe(recipe) = state {
            v1::rows::write(adds, household, stream, recipe, rows);
        }
    }
}
