//! The recipes and ingredients of a household, as far as lists look at them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use heirloom_events::Stream;
use heirloom_events::catalogue::{Catalogue, CatalogueEvent, Ingredient};
use heirloom_events::recipe::line::Line as RecipeLine;
use heirloom_events::recipe::{Content, Recipe, RecipeEvent};
use heirloom_events::values::{IngredientId, RecipeId, folded};

use super::yields::yields;
use crate::two::catalogue::food;
use crate::two::{Dish, Food, Line, Pantry, UnitRule};

#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    recipes: HashMap<RecipeId, Shelved>,
    catalogue: Catalogue,
    /// What was ever merged into an ingredient. Never forgets.
    merged: BTreeMap<IngredientId, BTreeSet<IngredientId>>,
}

/// A recipe, of which only what lists need is kept.
#[derive(Clone, Debug, Default)]
struct Shelved {
    recipe: Recipe,
    dish: Option<Arc<Dish>>,
}

impl Shelf {
    /// `version`: the recipe's own, after this event.
    pub(super) fn take_recipe(&mut self, id: RecipeId, event: &RecipeEvent, version: u64) {
        if !matters(event) {
            return;
        }
        let shelved = self.recipes.entry(id).or_default();
        let recipe = &mut shelved.recipe;
        recipe.apply(event.clone());
        let content = &mut recipe.content;
        *content = Content {
            title: std::mem::take(&mut content.title),
            servings: content.servings,
            yield_text: content.yield_text.take(),
            lines: std::mem::take(&mut content.lines),
            ..Content::default()
        };
        if !matches!(
            event,
            RecipeEvent::RecipeArchived(_) | RecipeEvent::RecipeRestored(_)
        ) {
            shelved.dish = Some(Arc::new(dish(id, version, recipe)));
        }
    }

    pub(super) fn take_catalogue(&mut self, event: &CatalogueEvent) {
        match event {
            CatalogueEvent::IngredientMerged(e) => self.merge(e.ingredient_id, e.into),
            CatalogueEvent::IngredientDuplicateDefined(e) => self.merge(e.ingredient_id, e.duplicate_of),
            _ => {}
        }
        self.catalogue.apply(event.clone());
    }

    fn merge(&mut self, id: IngredientId, into: IngredientId) {
        self.merged.entry(into).or_default().insert(id);
        self.merged.entry(id).or_default().insert(into);
    }

    /// The recipe as it is today, archived or not; none where nothing was ever written down.
    pub(super) fn dish(&self, id: RecipeId) -> Option<Arc<Dish>> {
        self.recipes.get(&id)?.dish.clone()
    }

    /// Whether the recipe can be cooked: written down, and not put away.
    pub(super) fn is_there(&self, id: RecipeId) -> bool {
        self.recipes
            .get(&id)
            .is_some_and(|known| known.dish.is_some() && !known.recipe.archived)
    }

    pub(super) fn rules(&self) -> &[UnitRule] {
        self.catalogue.unit_rules()
    }

    /// These ingredients and all that ever had to do with them by a merge, and what is at home of them.
    pub(super) fn foods(
        &self,
        ids: BTreeSet<IngredientId>,
    ) -> (BTreeMap<IngredientId, Food>, BTreeMap<IngredientId, Pantry>) {
        let (mut foods, mut pantry) = (BTreeMap::new(), BTreeMap::new());
        for id in self.family(ids) {
            let Some(ingredient) = self.catalogue.get(id) else {
                continue;
            };
            foods.insert(id, food(self.catalogue.canonical(id), ingredient));
            if let Some(stock) = &ingredient.pantry {
                pantry.insert(id, stock.clone());
            }
        }
        (foods, pantry)
    }

    /// The ingredients, and all that were ever merged with them, however far.
    pub(super) fn family(&self, ids: BTreeSet<IngredientId>) -> BTreeSet<IngredientId> {
        let mut open: Vec<IngredientId> = ids.iter().copied().collect();
        let mut family = ids;
        while let Some(id) = open.pop() {
            let others = self.merged.get(&id).into_iter().flatten();
            open.extend(others.filter(|other| family.insert(**other)));
        }
        family
    }

    /// The ingredients that have this name or alias.
    pub(super) fn named(&self, name: &str) -> BTreeSet<IngredientId> {
        let name = folded(name);
        let is_named = |ingredient: &Ingredient| {
            let mut names = ingredient.aliases.iter().chain([&ingredient.name]);
            names.any(|other| folded(other) == name)
        };
        let all = self.catalogue.iter();
        all.filter(|(_, ingredient)| is_named(ingredient))
            .map(|(id, _)| id)
            .collect()
    }
}

/// Whether a list looks at what this event changes.
pub(super) fn matters(event: &RecipeEvent) -> bool {
    matches!(
        event,
        RecipeEvent::RecipeCreated(_)
            | RecipeEvent::RecipeRenamed(_)
            | RecipeEvent::RecipeServingsSet(_)
            | RecipeEvent::IngredientLineAdded(_)
            | RecipeEvent::IngredientLineChanged(_)
            | RecipeEvent::IngredientLineRemoved(_)
            | RecipeEvent::IngredientLineReferenceSet(_)
            | RecipeEvent::RecipeArchived(_)
            | RecipeEvent::RecipeRestored(_)
            | RecipeEvent::RecipeReverted(_)
    )
}

fn dish(recipe_id: RecipeId, version: u64, recipe: &Recipe) -> Dish {
    let content = &recipe.content;
    let refers = |line: &RecipeLine| recipe.references.get(&line.line_id).copied();
    Dish {
        recipe_id,
        version,
        title: content.title.clone(),
        servings: content.servings,
        yields: content.yield_text.as_deref().map(yields).unwrap_or_default(),
        lines: content.lines.iter().map(|l| line(l, refers(l))).collect(),
    }
}

fn line(line: &RecipeLine, references: Option<RecipeId>) -> Line {
    Line {
        line_id: line.line_id,
        text: line.text.clone(),
        amount: line.amount,
        unit: line.unit.clone(),
        unit_id: line.unit_id.clone(),
        ingredient_id: line.ingredient_id,
        preparation: line.preparation_method.clone(),
        optional: line.optional,
        references,
    }
}
