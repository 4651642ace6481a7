//! Which recipes there are to be planned: what a decision about a week must know of other streams.

use std::collections::HashMap;

use heirloom_events::Folded;
use heirloom_events::recipe::Recipe;
use heirloom_events::values::RecipeId;

use crate::commands::recipe::editable;
use crate::commands::refusal::Refusal;

/// What is known of a recipe that is to be planned.
pub type Dish = Folded<Recipe>;

/// The recipes that a plan command names, as they are.
#[derive(Clone, Debug, Default)]
pub struct Dishes(pub HashMap<RecipeId, Dish>);

impl Dishes {
    /// The recipe exists and is not archived.
    ///
    /// # Errors
    /// Where it does not exist or is archived.
    pub fn check(&self, id: RecipeId) -> Result<(), Refusal> {
        let unknown = Dish::default();
        editable(self.0.get(&id).unwrap_or(&unknown), id).map(|_| ())
    }
}
