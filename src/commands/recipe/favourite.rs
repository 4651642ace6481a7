//! Makes a recipe a favourite.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent, RecipeFavourited};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;

/// Makes a recipe a favourite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FavouriteRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
}

impl FavouriteRecipe {
    /// # Errors
    /// Where there is no such recipe, or it is archived.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let recipe = editable(recipe, self.recipe_id)?;
        Ok(if recipe.favourite {
            vec![]
        } else {
            vec![RecipeFavourited {}.into()]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeArchived;

    const COMMAND: fn() -> FavouriteRecipe = || FavouriteRecipe {
        recipe_id: leek_tart_id(),
    };

    #[test]
    fn a_recipe_becomes_a_favourite_once() {
        check([leek_tart()], COMMAND(), [RecipeFavourited {}.into()]);
        check([leek_tart(), RecipeFavourited {}.into()], COMMAND(), []);
    }

    #[test]
    fn an_archived_recipe_refuses_it() {
        refused([leek_tart(), RecipeArchived {}.into()], COMMAND(), "is archived");
    }
}
