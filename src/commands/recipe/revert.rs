//! Reverts a recipe to what an earlier version said.

use heirloom_events::recipe::RecipeReverted;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use heirloom_events::{Folded, StreamKey};
use serde::{Deserialize, Serialize};

use super::beside::{Beside, Streams};
use super::editable;
use super::references::{may_all_stand_in, named, references_between, with_all_inside};
use crate::commands::Loaded;
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
    /// # Errors
    /// Where there is no such recipe or version, the recipe is archived, or what its lines stood for then
    /// contains this recipe by now.
    pub fn decide(&self, recipe: &Folded<Recipe>, beside: &dyn Beside) -> Result<Vec<RecipeEvent>, Refusal> {
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
        let then = beside.at(to_version).ok_or_else(unknown)?;
        let mut events = references_between(current, &then);
        may_all_stand_in(self.recipe_id, &events, beside)?;
        if then.content != current.content {
            let content = then.content;
            events.insert(0, RecipeReverted { to_version, content }.into());
        }
        Ok(events)
    }

    /// What its lines stood for then, and all that is in it.
    pub(super) fn follows(&self, loaded: &[Loaded]) -> Vec<StreamKey> {
        let Some((now, then)) = loaded.first().zip(Streams(loaded).at(self.to_version)) else {
            return Vec::new();
        };
        with_all_inside(named(&references_between(&now.recipe().state, &then)), loaded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::{IngredientLineReferenceSet, RecipeArchived, RecipeRenamed};

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

    fn eggs_are(recipe: Option<&str>) -> RecipeEvent {
        IngredientLineReferenceSet {
            line_id: line("3 eggs").line_id,
            recipe_id: recipe.map(RecipeId::derived),
        }
        .into()
    }

    #[test]
    fn lines_stand_again_for_what_they_stood_for() {
        let mixture = Some("egg mixture");
        let given = [leek_tart(), eggs_are(mixture), eggs_are(None)];
        check_beside(&[("egg mixture", &[])], given, to(2), [eggs_are(mixture)]);
        let given = [leek_tart(), eggs_are(mixture), renamed()];
        let reverted = RecipeReverted {
            to_version: 1,
            content: leek_tart_content(),
        };
        check(given, to(1), [reverted.into(), eggs_are(None)]);
    }

    #[test]
    fn a_recipe_does_not_come_to_contain_itself_by_going_back() {
        let given = [leek_tart(), eggs_are(Some("egg mixture")), eggs_are(None)];
        let others = [("egg mixture", &["leek tart"][..])];
        refused_beside(&others, given, to(2), "cannot contain itself");
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
