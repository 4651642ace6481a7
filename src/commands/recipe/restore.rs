//! Brings an archived recipe back.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent, RecipeRestored};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::existing;
use crate::commands::refusal::Refusal;

/// Brings an archived recipe back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
}

impl RestoreRecipe {
    /// # Errors
    /// Where there is no such recipe.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let recipe = existing(recipe, self.recipe_id)?;
        Ok(if !recipe.archived {
            vec![]
        } else {
            vec![RecipeRestored {}.into()]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeArchived;

    const COMMAND: fn() -> RestoreRecipe = || RestoreRecipe {
        recipe_id: leek_tart_id(),
    };

    #[test]
    fn an_archived_recipe_comes_back_once() {
        check(
            [leek_tart(), RecipeArchived {}.into()],
            COMMAND(),
            [RecipeRestored {}.into()],
        );
        check([leek_tart()], COMMAND(), []);
    }
}
