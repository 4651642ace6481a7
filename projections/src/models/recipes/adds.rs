//! How versions fill what they add to the tables of `recipes`.

use heirloom_events::recipe::{Line, Recipe};
use uuid::Uuid;

use crate::{RowSink, Value};

/// The values of a row, in the order of its columns.
pub(super) type Row<'a> = Vec<Value<'a>>;

/// What a version writes behind the values of the ones before it, and into tables of its own.
#[derive(Clone, Copy)]
pub(in crate::models) struct Adds {
    /// Behind a row of `recipes`.
    pub(super) recipe: for<'a> fn(&'a Recipe, &mut Row<'a>),
    /// Behind a row of `recipe_ingredients`.
    pub(super) line: for<'a> fn(&'a Recipe, &'a Line, &mut Row<'a>),
    /// Into its own tables.
    pub(super) tables: fn(Key, &Recipe, &mut dyn RowSink),
}

impl Adds {
    /// Nothing: what a version starts from.
    pub(super) const NOTHING: Self = Self {
        recipe: |_, _| {},
        line: |_, _, _| {},
        tables: |_, _, _| {},
    };
}

/// What every row of a recipe begins with.
#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) household: Uuid,
    pub(super) recipe: Uuid,
}

impl Key {
    /// The first two columns of each table.
    pub(super) fn values(self) -> [Value<'static>; 2] {
        [Value::Uuid(self.household), Value::Uuid(self.recipe)]
    }
}
