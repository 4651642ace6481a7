//! Takes a tag off a recipe.

use heirloom_events::Folded;
use heirloom_events::recipe::RecipeUntagged;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use heirloom_events::values::folded;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;

/// Takes a tag off a recipe, whatever its spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UntagRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The tag.
    pub tag: String,
}

impl UntagRecipe {
    /// # Errors
    /// Where there is no such recipe, or it is archived.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let tags = &editable(recipe, self.recipe_id)?.content.tags;
        let named = tags.iter().filter(|there| folded(there) == folded(&self.tag));
        Ok(named
            .map(|tag| RecipeUntagged { tag: tag.clone() }.into())
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;

    fn command(tag: &str) -> UntagRecipe {
        UntagRecipe {
            recipe_id: leek_tart_id(),
            tag: tag.into(),
        }
    }

    #[test]
    fn a_tag_comes_off_in_whatever_spelling() {
        check(
            [leek_tart()],
            command("AUTUMN"),
            [RecipeUntagged { tag: "autumn".into() }.into()],
        );
    }

    #[test]
    fn a_tag_that_is_not_there_makes_no_event() {
        check([leek_tart()], command("quick"), []);
    }
}
