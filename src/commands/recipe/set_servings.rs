//! Sets how many a recipe serves.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets how many a recipe serves and the yield as written; what is absent is taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetServings {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Servings, 1 to 100,000; of a range the lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servings: Option<u32>,
    /// The yield as written (`4–6`, `two loaves`), 1 to 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yield_text: Option<String>,
}

impl SetServings {
    /// # Errors
    /// Where there is no such recipe, it is archived, or a value is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.servings = validate::number("servings", self.servings, 1, limits::SERVINGS)?;
            content.yield_text =
                validate::optional("yield_text", self.yield_text.as_deref(), limits::NAME_CHARS)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeServingsSet;

    fn command(servings: Option<u32>, yield_text: Option<&str>) -> SetServings {
        SetServings {
            recipe_id: leek_tart_id(),
            servings,
            yield_text: yield_text.map(str::to_owned),
        }
    }

    #[test]
    fn servings_and_the_yield_as_written_are_set_together() {
        let event = RecipeServingsSet {
            servings: Some(4),
            yield_text: Some("4–6".into()),
        };
        check(
            [leek_tart()],
            command(Some(4), Some("4–6")),
            [event.clone().into()],
        );
        check([leek_tart(), event.into()], command(Some(4), Some(" 4–6 ")), []);
    }

    #[test]
    fn absurd_servings_are_refused() {
        refused(
            [leek_tart()],
            command(Some(0), None),
            "servings is not valid: 0 is out of bounds",
        );
        refused([leek_tart()], command(Some(100_001), None), "give 1 to 100000");
    }
}
