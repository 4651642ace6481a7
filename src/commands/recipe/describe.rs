//! Describes a recipe.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets a recipe's description, or takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescribeRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The description, 1 to 20,000 characters; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl DescribeRecipe {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the text is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.description =
                validate::optional("description", self.description.as_deref(), limits::TEXT_CHARS)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeDescribed;

    fn command(text: Option<&str>) -> DescribeRecipe {
        DescribeRecipe {
            recipe_id: leek_tart_id(),
            description: text.map(str::to_owned),
        }
    }

    fn event(text: Option<&str>) -> RecipeEvent {
        RecipeDescribed {
            description: text.map(str::to_owned),
        }
        .into()
    }

    #[test]
    fn a_description_is_set_and_taken_away() {
        check(
            [leek_tart()],
            command(Some(" Sunday lunch since 1987 ")),
            [event(Some("Sunday lunch since 1987"))],
        );
        check(
            [leek_tart(), event(Some("Sunday lunch since 1987"))],
            command(None),
            [event(None)],
        );
    }

    #[test]
    fn the_same_description_makes_no_event() {
        check(
            [leek_tart(), event(Some("Sunday lunch since 1987"))],
            command(Some("Sunday lunch since 1987")),
            [],
        );
    }

    #[test]
    fn bad_text_is_refused() {
        refused(
            [leek_tart()],
            command(Some(" ")),
            "description is not valid: it is blank",
        );
        refused(
            [leek_tart()],
            command(Some(&"x".repeat(limits::TEXT_CHARS + 1))),
            "at most",
        );
    }
}
