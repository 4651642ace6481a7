//! Reverts a recipe to what an earlier version said.

use heirloom_events::Folded;
use heirloom_events::recipe::RecipeReverted;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::editable;
use super::history::History;
use crate::commands::refusal::Refusal;

/// Reverts a recipe to what an earlier version said. History is not cut: this is one more version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevertRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The version to go back to, from 1.
    pub to_version: u64,
}

impl RevertRecipe {
    /// `history` says what the recipe said at a version.
    ///
    /// # Errors
    /// Where there is no such recipe or version, or the recipe is archived.
    pub fn decide(
        &self,
        recipe: &Folded<Recipe>,
        history: &dyn History,
    ) -> Result<Vec<RecipeEvent>, Refusal> {
        let current = editable(recipe, self.recipe_id)?;
        let to_version = self.to_version;
        let unknown = || Refusal::NotFound {
            what: "version",
            id: to_version.to_string(),
            place: format!(
                "recipe `{}`, which has versions 1 to {}",
                self.recipe_id, recipe.version
            ),
            hint: "look at its log",
        };
        let content = history.content_at(to_version).ok_or_else(unknown)?;
        match content == current.content {
            true => Ok(vec![]),
            false => Ok(vec![RecipeReverted { to_version, content }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::{RecipeArchived, RecipeRenamed};

    fn to(to_version: u64) -> RevertRecipe {
        RevertRecipe {
            recipe_id: leek_tart_id(),
            to_version,
        }
    }

    fn renamed() -> RecipeEvent {
        RecipeRenamed {
            title: "Quiche".into(),
        }
        .into()
    }

    #[test]
    fn a_spoilt_recipe_says_again_what_it_said() {
        let event = RecipeReverted {
            to_version: 1,
            content: leek_tart_content(),
        };
        check([leek_tart(), renamed()], to(1), [event.into()]);
    }

    #[test]
    fn what_it_says_already_makes_no_event() {
        check([leek_tart(), renamed()], to(2), []);
    }

    #[test]
    fn a_version_that_never_was_is_an_error() {
        refused([leek_tart(), renamed()], to(3), "there is no version `3`");
        refused(
            [leek_tart(), renamed()],
            to(0),
            "which has versions 1 to 2; look at its log",
        );
    }

    #[test]
    fn an_archived_recipe_is_restored_first() {
        refused([leek_tart(), RecipeArchived {}.into()], to(1), "restore it first");
    }
}
