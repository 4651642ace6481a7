//! Sets the meal that a recipe is for.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets the meal that a recipe is for, or takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMealType {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The meal (`dinner`), 1 to 255 characters; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meal_type: Option<String>,
}

impl SetMealType {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the text is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.meal_type =
                validate::optional("meal_type", self.meal_type.as_deref(), limits::NAME_CHARS)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeMealTypeSet;

    fn command(text: Option<&str>) -> SetMealType {
        SetMealType {
            recipe_id: leek_tart_id(),
            meal_type: text.map(str::to_owned),
        }
    }

    fn event(text: Option<&str>) -> RecipeEvent {
        RecipeMealTypeSet {
            meal_type: text.map(str::to_owned),
        }
        .into()
    }

    #[test]
    fn a_meal_type_is_set_and_taken_away() {
        check([leek_tart()], command(Some(" dinner ")), [event(Some("dinner"))]);
        check([leek_tart(), event(Some("dinner"))], command(None), [event(None)]);
    }

    #[test]
    fn the_same_meal_type_makes_no_event() {
        check([leek_tart(), event(Some("dinner"))], command(Some("dinner")), []);
    }

    #[test]
    fn bad_text_is_refused() {
        refused(
            [leek_tart()],
            command(Some(" ")),
            "meal_type is not valid: it is blank",
        );
        refused(
            [leek_tart()],
            command(Some(&"x".repeat(limits::NAME_CHARS + 1))),
            "at most",
        );
    }
}
