//! Sets the diet that a recipe suits.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::draft::diets_in;
use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets the diet that a recipe suits, or takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDiet {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The diet, in free text, 1 to 255 characters; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diet: Option<String>,
}

impl SetDiet {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the text is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            let diet = validate::optional("diet", self.diet.as_deref(), limits::NAME_CHARS)?;
            content.diets = diet.map(|text| diets_in(&text, &content.diets));
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeDietSet;
    use heirloom_events::values::DietSet;

    fn command(text: Option<&str>) -> SetDiet {
        SetDiet {
            recipe_id: leek_tart_id(),
            diet: text.map(str::to_owned),
        }
    }

    fn event(text: Option<&str>) -> RecipeEvent {
        RecipeDietSet {
            diets: text.map(DietSet::from_text),
        }
        .into()
    }

    #[test]
    fn a_diet_is_set_and_taken_away() {
        check(
            [leek_tart()],
            command(Some(" vegetarian ")),
            [event(Some("vegetarian"))],
        );
        check(
            [leek_tart(), event(Some("vegetarian"))],
            command(None),
            [event(None)],
        );
    }

    #[test]
    fn the_same_diet_makes_no_event() {
        check(
            [leek_tart(), event(Some("vegetarian"))],
            command(Some("vegetarian")),
            [],
        );
    }

    #[test]
    fn bad_text_is_refused() {
        refused(
            [leek_tart()],
            command(Some(" ")),
            "diet is not valid: it is blank",
        );
        refused(
            [leek_tart()],
            command(Some(&"x".repeat(limits::NAME_CHARS + 1))),
            "at most",
        );
    }
}
