//! Gives a recipe another title.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Gives a recipe another title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenameRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The new title, 1 to 255 characters.
    pub title: String,
}

impl RenameRecipe {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the title is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.title = validate::text("title", &self.title, limits::NAME_CHARS)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::{RecipeArchived, RecipeRenamed};

    fn to(title: &str) -> RenameRecipe {
        RenameRecipe {
            recipe_id: leek_tart_id(),
            title: title.into(),
        }
    }

    #[test]
    fn a_recipe_gets_another_title() {
        check(
            [leek_tart()],
            to(" Gran's leek tart "),
            [RecipeRenamed {
                title: "Gran's leek tart".into(),
            }
            .into()],
        );
    }

    #[test]
    fn the_title_that_it_has_makes_no_event() {
        check([leek_tart()], to("Leek tart"), []);
    }

    #[test]
    fn unknown_and_archived_recipes_are_refused() {
        refused([], to("Leek tart"), "there is no recipe");
        let archived = [leek_tart(), RecipeArchived {}.into()];
        refused(
            archived,
            to("Tart"),
            "is archived and takes no edits; restore it first",
        );
    }

    #[test]
    fn a_title_that_no_event_may_carry_is_refused() {
        refused([leek_tart()], to(""), "title is not valid: it is blank");
        refused([leek_tart()], to("leek\0tart"), "U+0000 at byte 4");
        refused([leek_tart()], to(&"x".repeat(256)), "256 characters; at most 255");
    }
}
