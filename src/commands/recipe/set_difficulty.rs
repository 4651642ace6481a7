//! Sets how hard a recipe is to prepare.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::{Difficulty, RecipeId};
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;

/// Sets how hard a recipe is to prepare, or takes that away: then nobody chose one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDifficulty {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// `easy`, `medium` or `hard`; none: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
}

impl SetDifficulty {
    /// # Errors
    /// Where there is no such recipe, or it is archived.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.preparation_difficulty = self.difficulty;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::{RecipeArchived, RecipeDifficultySet};

    fn command(difficulty: Option<Difficulty>) -> SetDifficulty {
        SetDifficulty {
            recipe_id: leek_tart_id(),
            difficulty,
        }
    }

    fn event(difficulty: Option<Difficulty>) -> RecipeEvent {
        RecipeDifficultySet { difficulty }.into()
    }

    #[test]
    fn a_difficulty_is_set_once_and_taken_away() {
        let medium = Some(Difficulty::Medium);
        // Medium is what tables show where nobody chose; choosing it is a choice all the same.
        check([leek_tart()], command(medium), [event(medium)]);
        check([leek_tart(), event(medium)], command(medium), []);
        check([leek_tart(), event(medium)], command(None), [event(None)]);
        check([leek_tart()], command(None), []);
    }

    #[test]
    fn unknown_and_archived_recipes_refuse_it() {
        refused([], command(None), "there is no recipe");
        refused(
            [leek_tart(), RecipeArchived {}.into()],
            command(Some(Difficulty::Hard)),
            "is archived",
        );
    }

    #[test]
    fn a_word_that_is_no_difficulty_is_named() {
        let json = format!(r#"{{"recipe_id":"{}","difficulty":"tricky"}}"#, leek_tart_id());
        let error = serde_json::from_str::<SetDifficulty>(&json)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("`tricky`") && error.contains("`medium`"),
            "{error}"
        );
    }
}
