//! The manifest: every revision in its order, one file each, named by its slug.

mod add_recipe_nutrition_tracking;
mod diets_as_tags;
mod initial;
mod mealgenie_head;
mod meals_and_shopping_lists;
mod modify_ingredient_relationships;
mod nutrition_facts_with_method;
mod optimize_recipe_search_indexes;
mod problems_of_lists;
mod recipes_in_recipes;
mod shopping_modes;
mod shopping_sources_as_slugs;
mod sides_in_order;
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
    /// Columns that may read otherwise than in the version before, or that leave, as `table.column`: all
    /// others must be there and be equal, row for row.
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
    meals_and_shopping_lists::REVISION,
    sides_in_order::REVISION,
    shopping_modes::REVISION,
    shopping_sources_as_slugs::REVISION,
    mealgenie_head::REVISION,
    problems_of_lists::REVISION,
    recipes_in_recipes::REVISION,
    // The next revision goes here.
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use heirloom_upcasters::{registry, released};

    use super::*;

    #[test]
    fn names_are_in_order_and_each_slug_comes_once() {
        let names: Vec<_> = REVISIONS.iter().map(|revision| revision.name).collect();
        assert!(
            names.is_sorted(),
            "a revision goes behind those before it: {names:?}"
        );
        let slugs: BTreeSet<_> = names.iter().map(|name| crate::revisions::slug(name)).collect();
        assert_eq!(slugs.len(), names.len());
    }

    #[test]
    fn every_version_that_a_revision_names_is_released_and_the_next_one() {
        let mut newest: BTreeMap<&str, u32> = BTreeMap::new();
        for revision in REVISIONS {
            for (event, version) in revision.events {
                let name = revision.name;
                assert!(
                    registry::find(event, *version).is_some(),
                    "`{name}` names `{event}` version {version}, which is not in upcasters/src/registry.rs"
                );
                let before = newest.insert(event, *version).unwrap_or(0);
                assert_eq!(*version, before + 1, "`{name}` leaves out a version of `{event}`");
            }
            for event in revision.retires {
                assert!(
                    newest.contains_key(event),
                    "`{event}` was never there to be retired"
                );
            }
        }
    }

    #[test]
    fn every_released_version_came_with_a_revision() {
        let brought: BTreeSet<_> = REVISIONS.iter().flat_map(|revision| revision.events).collect();
        for version in released() {
            assert!(
                brought.contains(&(version.event_type, version.version)),
                "{version:?} is in no revision; name it in the file of the revision that brings it"
            );
        }
    }

    #[test]
    fn versions_of_tables_count_from_1_without_gaps() {
        let mut newest: BTreeMap<&str, u32> = BTreeMap::new();
        for (name, version) in REVISIONS.iter().flat_map(|revision| revision.projections) {
            let before = newest.insert(name, *version).unwrap_or(0);
            assert_eq!(*version, before + 1, "projection `{name}`");
        }
    }
}
