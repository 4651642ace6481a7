//! The read models: one folder each, with its tables, its rows and its queries.
//!
//! A new one: a folder with `mod.rs` (the projection), `tables.rs` and the four SQL files (what it looks
//! like), `rows.rs` (how a state becomes rows) and `query.rs`; then its line in [`all`].

/// The statements in the four SQL files beside a projection's `mod.rs`, with views of its own if it has any.
macro_rules! ddl {
    ($dialect:expr) => {
        ddl!($dialect, postgres: [], sqlite: [])
    };
    ($dialect:expr, postgres: [$($postgres:expr),*], sqlite: [$($sqlite:expr),*]) => {
        match $dialect {
            $crate::Dialect::Postgres => $crate::Ddl {
                create: include_str!("tables.postgres.sql"),
                after_load: include_str!("after_load.postgres.sql"),
                views: &[$($postgres),*],
            },
            $crate::Dialect::Sqlite => $crate::Ddl {
                create: include_str!("tables.sqlite.sql"),
                after_load: include_str!("after_load.sqlite.sql"),
                views: &[$($sqlite),*],
            },
        }
    };
}

pub mod ingredients;
pub mod meal_plan;
pub mod recipe_history;
pub mod recipes;
pub mod search;
mod stream_id;

pub use stream_id::recipe_id;

use crate::Projection;

/// Every projection, in the order in which views are switched.
#[must_use]
pub fn all() -> &'static [&'static dyn Projection] {
    &[
        &recipes::Recipes,
        &ingredients::Ingredients,
        &meal_plan::MealPlan,
        &recipe_history::RecipeHistory,
        &search::Search,
        // The next projection goes here.
    ]
}

/// The projection of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static dyn Projection> {
    all().iter().copied().find(|projection| projection.name() == name)
}
