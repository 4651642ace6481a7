//! The fold: what a household's catalogue of ingredients is after its events.

use std::collections::{BTreeMap, HashMap};

use super::*;
use crate::Stream;
use crate::values::{IngredientId, folded};

/// One ingredient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingredient {
    /// Its name as written.
    pub name: String,
    /// Its category.
    pub category: Option<String>,
    /// Other names by which it is found, in the order in which they came.
    pub aliases: Vec<String>,
    /// The ingredient that it turned out to be.
    pub merged_into: Option<IngredientId>,
}

/// A household's catalogue of ingredients after its events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    ingredients: BTreeMap<IngredientId, Ingredient>,
    /// Who answers to a folded name: the one that took it first and still has it.
    by_name: HashMap<String, IngredientId>,
}

impl Catalogue {
    /// Every ingredient, merged ones too, by id.
    pub fn iter(&self) -> impl Iterator<Item = (IngredientId, &Ingredient)> {
        self.ingredients.iter().map(|(id, ingredient)| (*id, ingredient))
    }

    /// The ingredient of that id, itself merged or not.
    #[must_use]
    pub fn get(&self, id: IngredientId) -> Option<&Ingredient> {
        self.ingredients.get(&id)
    }

    /// How many ingredients there are, merged ones too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ingredients.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ingredients.is_empty()
    }

    /// The ingredient that answers for this id: itself, or at the end of its merges.
    #[must_use]
    pub fn canonical(&self, id: IngredientId) -> IngredientId {
        let mut current = id;
        // Decisions refuse cycles; the bound keeps a hand-written log from hanging us.
        for _ in 0..=self.ingredients.len() {
            match self.ingredients.get(&current).and_then(|i| i.merged_into) {
                Some(next) => current = next,
                None => return current,
            }
        }
        id
    }

    /// The ingredient that goes by this name or alias, compared as [`folded`] does.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<IngredientId> {
        self.by_name.get(&folded(name)).map(|id| self.canonical(*id))
    }

    /// The ingredient that took this name or alias itself, without following merges.
    #[must_use]
    pub fn owner_of(&self, name: &str) -> Option<IngredientId> {
        self.by_name.get(&folded(name)).copied()
    }

    fn claim(&mut self, name: &str, id: IngredientId) {
        self.by_name.entry(folded(name)).or_insert(id);
    }

    fn release(&mut self, name: &str, id: IngredientId) {
        let name = folded(name);
        if self.by_name.get(&name) == Some(&id) {
            self.by_name.remove(&name);
        }
    }

    fn rename(&mut self, id: IngredientId, name: String) {
        let Some(ingredient) = self.ingredients.get_mut(&id) else {
            return;
        };
        let old = std::mem::replace(&mut ingredient.name, name.clone());
        let old_is_alias = ingredient
            .aliases
            .iter()
            .any(|alias| folded(alias) == folded(&old));
        if !old_is_alias {
            self.release(&old, id);
        }
        self.claim(&name, id);
    }
}

impl Stream for Catalogue {
    type Event = CatalogueEvent;
    const TYPE: &'static str = "catalogue";

    fn apply(&mut self, event: CatalogueEvent) {
        match event {
            CatalogueEvent::IngredientDefined(e) => {
                self.claim(&e.name, e.ingredient_id);
                self.ingredients.entry(e.ingredient_id).or_insert(Ingredient {
                    name: e.name,
                    category: e.category,
                    aliases: Vec::new(),
                    merged_into: None,
                });
            }
            CatalogueEvent::IngredientRenamed(e) => self.rename(e.ingredient_id, e.name),
            CatalogueEvent::IngredientAliased(e) => {
                if let Some(ingredient) = self.ingredients.get_mut(&e.ingredient_id) {
                    ingredient.aliases.push(e.alias.clone());
                    self.claim(&e.alias, e.ingredient_id);
                }
            }
            CatalogueEvent::IngredientRecategorised(e) => {
                if let Some(ingredient) = self.ingredients.get_mut(&e.ingredient_id) {
                    ingredient.category = e.category;
                }
            }
            CatalogueEvent::IngredientMerged(e) => {
                if let Some(ingredient) = self.ingredients.get_mut(&e.ingredient_id) {
                    ingredient.merged_into = Some(e.into);
                }
            }
            CatalogueEvent::IngredientUnmerged(e) => {
                if let Some(ingredient) = self.ingredients.get_mut(&e.ingredient_id) {
                    ingredient.merged_into = None;
                }
            }
        }
    }
}
