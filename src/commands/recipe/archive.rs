//! Puts a recipe away: what a user calls deleting.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeArchived, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::existing;
use crate::commands::refusal::Refusal;

/// Puts a recipe away: what a user calls deleting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
}

impl ArchiveRecipe {
    /// # Errors
    /// Where there is no such recipe.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let recipe = existing(recipe, self.recipe_id)?;
        Ok(if recipe.archived {
            vec![]
        } else {
            vec![RecipeArchived {}.into()]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;

    const COMMAND: fn() -> ArchiveRecipe = || ArchiveRecipe {
        recipe_id: leek_tart_id(),
    };

    #[test]
    fn a_recipe_is_put_away_once() {
        check([leek_tart()], COMMAND(), [RecipeArchived {}.into()]);
        check([leek_tart(), RecipeArchived {}.into()], COMMAND(), []);
    }

    #[test]
    fn an_unknown_recipe_is_an_error() {
        refused([], COMMAND(), "there is no recipe");
    }
}
