//! The manifest: every revision in its order, one file each, named by its slug.

mod add_recipe_nutrition_tracking;
mod diets_as_tags;
mod initial;
mod modify_ingredient_relationships;
mod nutrition_facts_with_method;
mod optimize_recipe_search_indexes;
mod standardise_units;
mod store_images_by_key;
// The next revision's file goes here.

/// A revision: which event versions are written and which versions of tables are shown from then on.
///
/// It names only what it changes; [`State`](super::State) has the whole.
#[derive(Clone, Copy, Debug)]
pub struct Revision {
    /// Its name, `YYYY_MM_DD_HHMM_slug`. On disk.
    pub name: &'static str,
    /// What it means for those who cook, in a sentence or two without code.
    pub meaning: &'static str,
    /// The event versions that it brings.
    pub events: &'static [(&'static str, u32)],
    /// Events that are not written any more from here on: others took their place.
    pub retires: &'static [&'static str],
    /// The projection versions that it brings, in the order of their views.
    pub projections: &'static [(&'static str, u32)],
    /// Columns that may read otherwise than in the version before, as `table.column`: all others must be
    /// equal, row for row.
    pub declared: &'static [&'static str],
}

/// Every revision, oldest first.
pub(super) const REVISIONS: &[Revision] = &[
    initial::REVISION,
    add_recipe_nutrition_tracking::REVISION,
    modify_ingredient_relationships::REVISION,
    optimize_recipe_search_indexes::REVISION,
    store_images_by_key::REVISION,
    standardise_units::REVISION,
    diets_as_tags::REVISION,
    nutrition_facts_with_method::REVISION,
    // The next revision goes here.
];
