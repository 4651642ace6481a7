//! Revises a recipe's steps.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::draft::{DraftStep, checked_steps};
use super::{edit, matching};
use crate::commands::ids::Ids;
use crate::commands::refusal::Refusal;

/// Revises a recipe's steps: changes, adds, removes and moves them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviseDirections {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Every step, in order. Those without an id are matched with the recipe's by their text.
    pub steps: Vec<DraftStep>,
}

impl ReviseDirections {
    /// # Errors
    /// Where there is no such recipe, it is archived, or a step is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            let steps = checked_steps(&self.steps)?;
            content.steps = matching::steps(&steps, &content.steps, &mut Ids::Fresh)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::{DirectionsRevised, Step};

    fn command(texts: &[&str]) -> ReviseDirections {
        let steps = texts.iter().map(|text| DraftStep::text(*text)).collect();
        ReviseDirections {
            recipe_id: leek_tart_id(),
            steps,
        }
    }

    #[test]
    fn steps_found_by_their_text_keep_their_ids() {
        let (pastry, leeks) = ("Make the pastry.", "Sweat the leeks gently.");
        let slowly = Step {
            text: "Sweat the leeks very gently.".into(),
            ..step(leeks)
        };
        let event = DirectionsRevised {
            steps: vec![slowly, step(pastry)],
        };
        check(
            [leek_tart()],
            command(&["Sweat the leeks very gently.", pastry]),
            [event.into()],
        );
        check([leek_tart()], command(&[pastry, leeks]), []);
    }

    #[test]
    fn a_blank_step_is_refused_by_its_place() {
        refused(
            [leek_tart()],
            command(&["Bake.", ""]),
            "steps[1].text is not valid: it is blank",
        );
    }
}
