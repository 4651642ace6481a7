//! Makes a recipe no favourite any more.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent, RecipeUnfavourited};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;

/// Makes a recipe no favourite any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnfavouriteRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
}

impl UnfavouriteRecipe {
    /// # Errors
    /// Where there is no such recipe, or it is archived.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let recipe = editable(recipe, self.recipe_id)?;
        Ok(if !recipe.favourite {
            vec![]
        } else {
            vec![RecipeUnfavourited {}.into()]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeFavourited;

    const COMMAND: fn() -> UnfavouriteRecipe = || UnfavouriteRecipe {
        recipe_id: leek_tart_id(),
    };

    #[test]
    fn a_favourite_stops_being_one_once() {
        check(
            [leek_tart(), RecipeFavourited {}.into()],
            COMMAND(),
            [RecipeUnfavourited {}.into()],
        );
        check([leek_tart()], COMMAND(), []);
    }
}
