//! The fold: what a household's catalogue of ingredients is after its events.

use std::collections::{BTreeMap, HashMap};

use super::*;
use crate::Stream;
use crate::values::{IngredientId, Quantity, RuleId, UnitId, folded};

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
    /// Grams per millilitre, by state (`sifted`); none: as bought.
    pub densities: BTreeMap<Option<String>, Quantity>,
    /// How much one of it is, by unit as written; the empty one: each.
    pub portions: BTreeMap<String, Portion>,
    /// What is at home of it; none: nobody said.
    pub pantry: Option<Pantry>,
    /// Whether it was taken out of the catalogue.
    pub removed: bool,
}

impl Ingredient {
    /// An ingredient of that name, of which nothing else is known.
    #[must_use]
    pub fn named(name: impl Into<String>, category: Option<String>) -> Self {
        Self {
            name: name.into(),
            category,
            aliases: Vec::new(),
            merged_into: None,
            densities: BTreeMap::new(),
            portions: BTreeMap::new(),
            pantry: None,
            removed: false,
        }
    }
}

/// How much one of something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// How much.
    pub amount: Quantity,
    /// The unit of that amount.
    pub unit: UnitId,
}

/// What is at home of an ingredient; by default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pantry {
    /// How much; none: nobody measured.
    pub quantity: Option<Quantity>,
    /// The unit of that quantity, as written.
    pub unit: Option<String>,
    /// Whether there is always enough of it, so that no list asks for it: a staple.
    pub on_hand: bool,
}

/// A rule by which the shopping list changes the unit of an ingredient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRule {
    /// The rule.
    pub rule_id: RuleId,
    /// The ingredient, by name.
    pub ingredient_name: String,
    /// The unit that it changes.
    pub from_unit: String,
    /// The unit that it changes it to.
    pub to_unit: String,
    /// How many of the first unit one of the second is: the quantity is divided by it.
    pub factor: Quantity,
    /// Whether the result is rounded up to whole ones.
    pub round_up: bool,
}

/// A household's catalogue of ingredients after its events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    ingredients: BTreeMap<IngredientId, Ingredient>,
    /// Who answers to a folded name: the one that took it first and still has it.
    by_name: HashMap<String, IngredientId>,
    /// In the order in which they were first set.
    unit_rules: Vec<UnitRule>,
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

    /// The rules by which the shopping list changes units, in the order in which they were first set.
    #[must_use]
    pub fn unit_rules(&self) -> &[UnitRule] {
        &self.unit_rules
    }

    fn claim(&mut self, name: &str, id: IngredientId) {
        if self.get(id).is_some_and(|ingredient| ingredient.removed) {
            return;
        }
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

    /// Takes an ingredient in, if it is not there; one that was taken out is there again.
    fn define(&mut self, id: IngredientId, new: Ingredient) {
        let there = self.ingredients.entry(id).or_insert_with(|| new.clone());
        if there.removed {
            *there = new;
        }
    }

    fn remove(&mut self, id: IngredientId) {
        if let Some(ingredient) = self.ingredients.get_mut(&id) {
            ingredient.removed = true;
            // Its names are free for others; who merged into it still finds it by id.
            self.by_name.retain(|_, owner| *owner != id);
        }
    }

    fn set_rule(&mut self, rule: UnitRule) {
        match self
            .unit_rules
            .iter_mut()
            .find(|there| there.rule_id == rule.rule_id)
        {
            Some(there) => *there = rule,
            None => self.unit_rules.push(rule),
        }
    }

    fn with(&mut self, id: IngredientId, change: impl FnOnce(&mut Ingredient)) {
        if let Some(ingredient) = self.ingredients.get_mut(&id) {
            change(ingredient);
        }
    }
}

impl Stream for Catalogue {
    type Event = CatalogueEvent;
    const TYPE: &'static str = "catalogue";

    fn apply(&mut self, event: CatalogueEvent) {
        match event {
            CatalogueEvent::IngredientDefined(e) => {
                let name = e.name.clone();
                self.define(e.ingredient_id, Ingredient::named(e.name, e.category));
                self.claim(&name, e.ingredient_id);
            }
            CatalogueEvent::IngredientDuplicateDefined(e) => {
                let duplicate = Ingredient {
                    merged_into: Some(e.duplicate_of),
                    ..Ingredient::named(e.name, e.category)
                };
                self.define(e.ingredient_id, duplicate);
            }
            CatalogueEvent::IngredientRemoved(e) => self.remove(e.ingredient_id),
            CatalogueEvent::IngredientRenamed(e) => self.rename(e.ingredient_id, e.name),
            CatalogueEvent::IngredientAliased(e) => {
                if let Some(ingredient) = self.ingredients.get_mut(&e.ingredient_id) {
                    ingredient.aliases.push(e.alias.clone());
                    self.claim(&e.alias, e.ingredient_id);
                }
            }
            CatalogueEvent::IngredientRecategorised(e) => {
                self.with(e.ingredient_id, |ingredient| ingredient.category = e.category);
            }
            CatalogueEvent::IngredientMerged(e) => {
                self.with(e.ingredient_id, |ingredient| {
                    ingredient.merged_into = Some(e.into)
                });
            }
            CatalogueEvent::IngredientUnmerged(e) => {
                self.with(e.ingredient_id, |ingredient| ingredient.merged_into = None);
                // A duplicate, which claimed no name, stands for itself from here on.
                if let Some(name) = self
                    .get(e.ingredient_id)
                    .map(|ingredient| ingredient.name.clone())
                {
                    self.claim(&name, e.ingredient_id);
                }
            }
            CatalogueEvent::DensitySet(e) => self.with(e.ingredient_id, |ingredient| {
                ingredient.densities.insert(e.state, e.grams_per_ml);
            }),
            CatalogueEvent::DensityRemoved(e) => self.with(e.ingredient_id, |ingredient| {
                ingredient.densities.remove(&e.state);
            }),
            CatalogueEvent::PortionSet(e) => self.with(e.ingredient_id, |ingredient| {
                let (amount, unit) = (e.amount, e.amount_unit);
                ingredient.portions.insert(e.unit, Portion { amount, unit });
            }),
            CatalogueEvent::PortionRemoved(e) => self.with(e.ingredient_id, |ingredient| {
                ingredient.portions.remove(&e.unit);
            }),
            CatalogueEvent::PantrySet(e) => self.with(e.ingredient_id, |ingredient| {
                let (quantity, unit, on_hand) = (e.quantity, e.unit, e.on_hand);
                ingredient.pantry = Some(Pantry {
                    quantity,
                    unit,
                    on_hand,
                });
            }),
            CatalogueEvent::UnitRuleSet(e) => self.set_rule(UnitRule {
                rule_id: e.rule_id,
                ingredient_name: e.ingredient_name,
                from_unit: e.from_unit,
                to_unit: e.to_unit,
                factor: e.factor,
                round_up: e.round_up,
            }),
            CatalogueEvent::UnitRuleRemoved(e) => self.unit_rules.retain(|rule| rule.rule_id != e.rule_id),
        }
    }
}

#[cfg(test)]
mod tests;
