//! Sets a recipe's notes.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets a recipe's notes, or takes them away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetNotes {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The notes, 1 to 20,000 characters; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

impl SetNotes {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the text is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.notes = validate::optional("notes", self.notes.as_deref(), limits::TEXT_CHARS)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeNotesSet;

    fn command(text: Option<&str>) -> SetNotes {
        SetNotes {
            recipe_id: leek_tart_id(),
            notes: text.map(str::to_owned),
        }
    }

    fn event(text: Option<&str>) -> RecipeEvent {
        RecipeNotesSet {
            notes: text.map(str::to_owned),
        }
        .into()
    }

    #[test]
    fn notes_is_set_and_taken_away() {
        check(
            [leek_tart()],
            command(Some(" better on day two ")),
            [event(Some("better on day two"))],
        );
        check(
            [leek_tart(), event(Some("better on day two"))],
            command(None),
            [event(None)],
        );
    }

    #[test]
    fn the_same_notes_makes_no_event() {
        check(
            [leek_tart(), event(Some("better on day two"))],
            command(Some("better on day two")),
            [],
        );
    }

    #[test]
    fn bad_text_is_refused() {
        refused(
            [leek_tart()],
            command(Some(" ")),
            "notes is not valid: it is blank",
        );
        refused(
            [leek_tart()],
            command(Some(&"x".repeat(limits::TEXT_CHARS + 1))),
            "at most",
        );
    }
}
