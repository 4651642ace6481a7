//! The read models: one folder each, with its tables, its rows and its queries.
//!
//! In it one folder per version: `v1` holds the tables, the four SQL files and how a state becomes rows;
//! a later one only what it has more. See `versions.rs`.
//!
//! A new projection: a folder with `mod.rs` (what it is called, what it reads, its versions), `v1` and
//! `query.rs`; then its line in [`all`]. A new version: a folder beside `v1`, and its line in `mod.rs`.
//! Both step by step: `docs/adding-a-projection.md`.

mod begins;
pub mod cooking_log;
pub mod ingredients;
pub mod meal_plan;
mod mealgenie_head;
pub mod meals;
pub mod nutrition;
pub mod recipe_history;
pub mod recipes;
pub mod search;
pub mod shopping;
mod stream_id;
mod versions;

pub use stream_id::recipe_id;

use std::sync::LazyLock;

use crate::target::Model;

/// Every version of every projection: projections in the order in which views are switched, versions oldest
/// first.
#[must_use]
pub fn all() -> &'static [Model] {
    static ALL: LazyLock<Vec<Model>> = LazyLock::new(|| {
        [
            versions::versions::<recipes::Recipes>(),
            versions::versions::<ingredients::Ingredients>(),
            versions::versions::<meal_plan::MealPlan>(),
            versions::versions::<recipe_history::RecipeHistory>(),
            versions::versions::<search::Search>(),
            versions::versions::<nutrition::Nutrition>(),
            versions::versions::<meals::Meals>(),
            versions::versions::<cooking_log::CookingLog>(),
            versions::versions::<shopping::Shopping>(),
            versions::versions::<mealgenie_head::MealgenieHead>(),
            // The next projection goes here.
        ]
        .concat()
    });
    &ALL
}

/// The newest version of every projection, in the same order.
#[must_use]
pub fn newest() -> Vec<Model> {
    crate::engine::newest(all())
}

/// The projection of that name in that version.
///
/// ```
/// use heirloom_projections::models;
/// assert_eq!(models::find("recipes", 1).map(|model| model.tables()[0].name), Some("recipes"));
/// assert!(models::find("recipes", 0).is_none());
/// ```
#[must_use]
pub fn find(name: &str, version: u32) -> Option<Model> {
    all()
        .iter()
        .copied()
        .find(|model| model.name() == name && model.version() == version)
}
