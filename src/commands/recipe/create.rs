//! Writes a recipe down for the first time.

use heirloom_events::Folded;
use heirloom_events::recipe::{Content, RecipeCreated};
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::commands::refusal::Refusal;

/// Writes a recipe down for the first time, with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRecipe {
    /// Its id; a new one where none is given.
    #[serde(default)]
    pub recipe_id: RecipeId,
    /// What it says.
    pub draft: Draft,
}

impl CreateRecipe {
    /// # Errors
    /// Where there is a recipe of that id, even an archived one, or the draft is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        if recipe.exists() {
            return Err(Refusal::AlreadyExists {
                what: "recipe",
                id: self.recipe_id.to_string(),
                hint: "revise that one, or leave the id out",
            });
        }
        let content = self.draft.settle(&Content::default())?;
        Ok(vec![RecipeCreated { content }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::DraftLine;
    use crate::commands::recipe::testing::*;

    fn command(draft: Draft) -> CreateRecipe {
        CreateRecipe {
            recipe_id: leek_tart_id(),
            draft,
        }
    }

    #[test]
    fn a_recipe_is_written_down_with_all_that_is_known() {
        check([], command(leek_tart_content().into()), [leek_tart()]);
    }

    #[test]
    fn a_recipe_that_exists_is_not_written_over() {
        refused(
            [leek_tart()],
            command(leek_tart_content().into()),
            "exists already; revise that one",
        );
    }

    #[test]
    fn a_draft_that_no_event_may_carry_is_refused_by_its_place() {
        refused([], command(Draft::default()), "title is not valid: it is blank");
        let mut draft = Draft::from(leek_tart_content());
        draft.lines.push(DraftLine::text("salt\u{7}"));
        refused(
            [],
            command(draft.clone()),
            "lines[3].text is not valid: it holds the control character U+0007",
        );
        draft.lines = vec![DraftLine::text("salt"); 501];
        refused(
            [],
            command(draft),
            "lines is not valid: it has 501 entries; at most 500",
        );
    }
}
