//! One item of the list, and what each planned recipe gave to it.

use heirloom_events::values::{RecipeId, SelectionId};
use serde::{Deserialize, Serialize};

use super::units::Dimension;

/// The source of items that come from planned recipes.
pub const RECIPE: &str = "recipe";
/// The source of items that somebody wrote down.
pub const MANUAL: &str = "manual";

/// One item of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item1 {
    /// Its key in this list: the aggregation key of what the plan put on it, `item::{id}` of a line that
    /// somebody (or an import) put on it.
    pub key: String,
    /// `{name}::{dimension}` of what recipes ask for, `external::{source}::{name}` of what another
    /// application pushed, none of what somebody wrote down. At most one item has it.
    pub aggregation_key: Option<String>,
    /// Its name as shown.
    pub name: String,
    /// How much, in `unit`, as shown: rounded up for the shop where it comes from recipes.
    pub quantity: f64,
    /// The unit as shown; an empty one where recipes wrote none.
    pub unit: Option<String>,
    /// The category.
    pub category: Option<String>,
    /// `recipe`, `manual`, or another application's name.
    pub source: String,
    /// Whether it is in the basket or at home.
    pub have: bool,
    /// Whether somebody flagged it.
    pub flagged: bool,
    /// What each recipe of each entry of the plan gave, in order.
    pub contributions: Vec<Contribution1>,
}

/// What one recipe of one entry of the plan gives to an item: one, however often the entry has the recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contribution1 {
    /// The entry of the plan.
    pub entry: SelectionId,
    /// The recipe.
    pub recipe: RecipeId,
    /// How much: grams, millilitres or a plain number, by the dimension.
    pub base_quantity: f64,
    /// What the number measures.
    pub dimension: Dimension,
}

impl Item1 {
    /// Whether `key` names it: its key in this list, or its aggregation key.
    #[must_use]
    pub fn goes_by(&self, key: &str) -> bool {
        self.key == key || self.aggregation_key.as_deref() == Some(key)
    }

    /// How many contributions each recipe has, in order of first appearance: the number of entries, not how
    /// often an entry has the recipe. Empty unless the item comes from recipes.
    #[must_use]
    pub fn recipe_counts(&self) -> Vec<(RecipeId, usize)> {
        let mut counts: Vec<(RecipeId, usize)> = Vec::new();
        if self.source != RECIPE {
            return counts;
        }
        for contribution in &self.contributions {
            match counts
                .iter_mut()
                .find(|(recipe, _)| *recipe == contribution.recipe)
            {
                Some((_, count)) => *count += 1,
                None => counts.push((contribution.recipe, 1)),
            }
        }
        counts
    }

    /// Whether a synchronisation deletes it where the plan no longer asks for it. An item of recipes that
    /// has no key is on the list for ever, as it is in the application.
    pub(super) fn belongs_to_the_plan(&self) -> bool {
        self.source == RECIPE && self.aggregation_key.as_deref().is_some_and(|key| !key.is_empty())
    }
}
