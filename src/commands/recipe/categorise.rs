//! Puts a recipe into a category.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Puts a recipe into a category, or takes it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoriseRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The category, 1 to 255 characters; none: taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl CategoriseRecipe {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the text is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.category = validate::optional("category", self.category.as_deref(), limits::NAME_CHARS)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeCategorised;

    fn command(text: Option<&str>) -> CategoriseRecipe {
        CategoriseRecipe {
            recipe_id: leek_tart_id(),
            category: text.map(str::to_owned),
        }
    }

    fn event(text: Option<&str>) -> RecipeEvent {
        RecipeCategorised {
            category: text.map(str::to_owned),
        }
        .into()
    }

    #[test]
    fn a_category_is_set_and_taken_away() {
        check([leek_tart()], command(Some(" tarts ")), [event(Some("tarts"))]);
        check([leek_tart(), event(Some("tarts"))], command(None), [event(None)]);
    }

    #[test]
    fn the_same_category_makes_no_event() {
        check([leek_tart(), event(Some("tarts"))], command(Some("tarts")), []);
    }

    #[test]
    fn bad_text_is_refused() {
        refused(
            [leek_tart()],
            command(Some(" ")),
            "category is not valid: it is blank",
        );
        refused(
            [leek_tart()],
            command(Some(&"x".repeat(limits::NAME_CHARS + 1))),
            "at most",
        );
    }
}
