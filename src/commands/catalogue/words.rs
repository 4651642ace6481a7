//! What happened to a catalogue, in plain words.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent};

use super::name_of;

/// One event in words, seen from the catalogue before it.
#[must_use]
pub fn in_words(before: &Catalogue, event: &CatalogueEvent) -> String {
    match event {
        CatalogueEvent::IngredientDefined(e) => format!("ingredient `{}` defined", e.name),
        CatalogueEvent::IngredientRenamed(e) => {
            format!(
                "ingredient `{}` renamed to `{}`",
                name_of(before, e.ingredient_id),
                e.name
            )
        }
        CatalogueEvent::IngredientAliased(e) => {
            format!(
                "ingredient `{}` also called `{}`",
                name_of(before, e.ingredient_id),
                e.alias
            )
        }
        CatalogueEvent::IngredientRecategorised(e) => {
            let category = e.category.as_deref().unwrap_or("none");
            format!(
                "ingredient `{}` put into category `{category}`",
                name_of(before, e.ingredient_id)
            )
        }
        CatalogueEvent::IngredientMerged(e) => {
            format!(
                "ingredient `{}` merged into `{}`",
                name_of(before, e.ingredient_id),
                name_of(before, e.into)
            )
        }
        CatalogueEvent::IngredientUnmerged(e) => {
            format!("ingredient `{}` unmerged", name_of(before, e.ingredient_id))
        }
    }
}
