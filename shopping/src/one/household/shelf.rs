//! The recipes and ingredients of the household, as the application reads their rows.

use std::collections::HashMap;

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, Ingredient};
use heirloom_events::recipe::line::Line;
use heirloom_events::recipe::{Content, Recipe, RecipeEvent};
use heirloom_events::values::{IngredientId, Quantity, RecipeId};
use heirloom_events::{Stream, StreamKey};

use crate::one::rules::Rule;
use crate::one::wanted::{Entry, Ingredient1};
use crate::one::{ListOne, Synchronised};

/// A recipe, of which only the lines are kept.
#[derive(Clone, Debug)]
struct Shelved {
    recipe: Recipe,
    /// Its place among all recipes in the order of their making.
    made: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    recipes: HashMap<RecipeId, Shelved>,
    catalogue: Catalogue,
    /// Each ingredient's place among all in the order of their making.
    made: HashMap<IngredientId, usize>,
}

impl Shelf {
    pub(super) fn take_recipe(&mut self, stream: &StreamKey, event: &RecipeEvent) {
        if !has_to_do_with_lines(event) {
            return;
        }
        let Ok(id) = stream.aggregate_id.parse() else {
            return;
        };
        let made = self.recipes.len();
        let new = || Shelved {
            recipe: Recipe::default(),
            made,
        };
        let recipe = &mut self.recipes.entry(id).or_insert_with(new).recipe;
        recipe.apply(event.clone());
        recipe.content = Content {
            lines: std::mem::take(&mut recipe.content.lines),
            ..Content::default()
        };
    }

    pub(super) fn take_catalogue(&mut self, event: &CatalogueEvent) {
        let made = self.made.len();
        match event {
            CatalogueEvent::IngredientDefined(e) => {
                self.made.entry(e.ingredient_id).or_insert(made);
            }
            CatalogueEvent::IngredientDuplicateDefined(e) => {
                self.made.entry(e.ingredient_id).or_insert(made);
            }
            _ => {}
        }
        self.catalogue.apply(event.clone());
    }

    pub(super) fn synchronise(&self, list: &mut ListOne, entries: &[Entry]) -> Synchronised {
        list.sync(entries, &|recipe| self.rows(recipe), &self.rules())
    }

    /// Whether the recipe is there: to the application an archived one is deleted.
    pub(super) fn has(&self, recipe: RecipeId) -> bool {
        self.recipes
            .get(&recipe)
            .is_some_and(|known| !known.recipe.archived)
    }

    /// The recipes that are there in the order of their making: as the application reads their rows.
    pub(super) fn in_order_of_making(&self, mut recipes: Vec<RecipeId>) -> Vec<RecipeId> {
        recipes.retain(|recipe| self.has(*recipe));
        recipes.sort_by_key(|recipe| self.recipes.get(recipe).map(|known| known.made));
        recipes
    }

    /// Every ingredient that the ingredient of that id answers for: itself, and what was merged into it.
    pub(super) fn answered_for(&self, id: IngredientId) -> impl Iterator<Item = &Ingredient> {
        let all = self.catalogue.iter();
        all.filter(move |(other, _)| *other == id || self.catalogue.canonical(*other) == id)
            .map(|(_, ingredient)| ingredient)
    }

    /// A recipe's rows in the order of their ingredients' making, one a line; lines without an ingredient come
    /// last, in their order.
    fn rows(&self, recipe: RecipeId) -> Vec<Ingredient1<'_>> {
        let lines = self.recipes.get(&recipe).map(|known| &known.recipe.content.lines);
        let mut rows: Vec<(usize, Ingredient1<'_>)> =
            lines.into_iter().flatten().filter_map(|l| self.row(l)).collect();
        rows.sort_by_key(|(made, _)| *made);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// A line as a row, with the place of its ingredient. The name is the ingredient's own, not that of the
    /// one that it was merged into; a line without an ingredient goes by its whole text, which the application
    /// does not have. A removed ingredient took its rows with it. Of a range the lower end counts: it is what
    /// stands as the quantity everywhere else.
    fn row<'a>(&'a self, line: &'a Line) -> Option<(usize, Ingredient1<'a>)> {
        let known = line
            .ingredient_id
            .and_then(|id| Some((self.made.get(&id)?, self.catalogue.get(id)?)));
        if known.is_some_and(|(_, ingredient)| ingredient.removed) {
            return None;
        }
        let (made, name, category) = match known {
            Some((made, i)) => (*made, i.name.as_str(), i.category.as_deref().unwrap_or_default()),
            None => (usize::MAX, line.text.as_str(), ""),
        };
        let row = Ingredient1 {
            name,
            category,
            quantity: line.amount.map(|amount| float(amount.quantity)),
            unit: line.unit.as_deref(),
        };
        Some((made, row))
    }

    fn rules(&self) -> Vec<Rule> {
        let rules = self.catalogue.unit_rules().iter();
        rules
            .map(|rule| Rule {
                ingredient_name: rule.ingredient_name.clone(),
                from_unit: rule.from_unit.clone(),
                to_unit: rule.to_unit.clone(),
                factor: float(rule.factor),
                round_up: rule.round_up,
            })
            .collect()
    }
}

/// The nearest float: of a number that was a float of few digits once, that float.
#[expect(
    clippy::cast_precision_loss,
    reason = "both parts are below 2^53, so they are exact and the quotient is rounded once"
)]
pub(super) fn float(quantity: Quantity) -> f64 {
    let (numerator, denominator) = quantity.parts();
    numerator as f64 / denominator as f64
}

fn has_to_do_with_lines(event: &RecipeEvent) -> bool {
    matches!(
        event,
        RecipeEvent::RecipeCreated(_)
            | RecipeEvent::IngredientLineAdded(_)
            | RecipeEvent::IngredientLineChanged(_)
            | RecipeEvent::IngredientLineRemoved(_)
            | RecipeEvent::IngredientLinesReordered(_)
            | RecipeEvent::RecipeReverted(_)
            | RecipeEvent::RecipeArchived(_)
            | RecipeEvent::RecipeRestored(_)
    )
}
