//! The read models: one folder each, with its tables, its rows and its queries.
//!
//! A new one: a folder with `mod.rs` (the projection), `tables.rs` and the four SQL files (what it looks
//! like), `rows.rs` (how a state becomes rows) and `query.rs`; then its line in [`all`].

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
