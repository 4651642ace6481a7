//! What a decision about a recipe may ask for beside the recipe as it is: its own past, and other recipes.

use std::collections::HashMap;

use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use heirloom_events::{Folded, State, Stream};

use crate::commands::Loaded;

/// What a decision about a recipe may ask for beside the recipe as it is.
pub trait Beside: Send + Sync {
    /// What it was after its first `version` events; none where there is no such version.
    fn at(&self, version: u64) -> Option<Recipe>;

    /// Another recipe; none where it is not known.
    fn other(&self, id: RecipeId) -> Option<&Folded<Recipe>>;
}

/// The past and the other recipes, in memory: for those who use the aggregate with a `cqrs_es` store.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The recipe's own events, from the first.
    pub past: Vec<RecipeEvent>,
    /// Other recipes.
    pub others: HashMap<RecipeId, Folded<Recipe>>,
}

impl Beside for Known {
    fn at(&self, version: u64) -> Option<Recipe> {
        let version = place(version, self.past.len())?;
        let mut recipe = Recipe::default();
        let past = self.past[..version].iter().cloned();
        past.for_each(|event| recipe.apply(event));
        Some(recipe)
    }

    fn other(&self, id: RecipeId) -> Option<&Folded<Recipe>> {
        self.others.get(&id)
    }
}

/// The streams that were loaded for a command, its own first.
pub(crate) struct Streams<'a>(pub &'a [Loaded]);

impl Beside for Streams<'_> {
    fn at(&self, version: u64) -> Option<Recipe> {
        let own = self.0.first()?;
        place(version, own.events.len())?;
        Some(own.at(version).recipe().state.clone())
    }

    fn other(&self, id: RecipeId) -> Option<&Folded<Recipe>> {
        let id = id.to_string();
        self.0.iter().find_map(|stream| match &stream.state {
            State::Recipe(recipe) if stream.key.aggregate_id == id => Some(&**recipe),
            _ => None,
        })
    }
}

fn place(version: u64, length: usize) -> Option<usize> {
    let version = usize::try_from(version).ok()?;
    (1..=length).contains(&version).then_some(version)
}
