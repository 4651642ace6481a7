//! Brings a recipe to what a whole draft says.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::changes::events_between;
use super::draft::Draft;
use super::editable;
use crate::commands::refusal::Refusal;

/// Brings a recipe to what a whole draft says: what differs is changed, what the draft lacks is taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviseRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// What it is to say. Lines and steps without ids are matched with those that it has.
    pub draft: Draft,
}

impl ReviseRecipe {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the draft is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let current = &editable(recipe, self.recipe_id)?.content;
        Ok(events_between(current, &self.draft.settle(current)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use crate::commands::recipe::{DraftLine, DraftStep};
    use heirloom_events::recipe::*;
    use heirloom_events::values::LineId;

    fn to(draft: Draft) -> ReviseRecipe {
        ReviseRecipe {
            recipe_id: leek_tart_id(),
            draft,
        }
    }

    #[test]
    fn only_what_differs_makes_an_event() {
        let draft = Draft {
            servings: Some(6),
            ..leek_tart_content().into()
        };
        let event = RecipeServingsSet {
            servings: Some(6),
            yield_text: None,
        };
        check([leek_tart()], to(draft), [event.into()]);
        check([leek_tart()], to(leek_tart_content().into()), []);
    }

    #[test]
    fn a_draft_without_ids_finds_its_lines_again() {
        let mut draft = Draft::from(leek_tart_content());
        draft.lines = ["3 eggs", "4 leeks, washed", "200 g flour", "nutmeg"]
            .map(DraftLine::text)
            .to_vec();
        draft.steps = draft
            .steps
            .iter()
            .map(|step| DraftStep::text(step.text.clone()))
            .collect();
        draft.id_seed = Some("leek tart@2".into());
        let leeks = Line {
            text: "4 leeks, washed".into(),
            ..line("3 leeks, washed")
        };
        let nutmeg = Line {
            line_id: LineId::derived("leek tart@2/1"),
            ..line("nutmeg")
        };
        let after = Some(line("200 g flour").line_id);
        let order = vec![
            line("3 eggs").line_id,
            leeks.line_id,
            line("200 g flour").line_id,
            nutmeg.line_id,
        ];
        check(
            [leek_tart()],
            to(draft),
            [
                IngredientLineChanged { line: leeks }.into(),
                IngredientLineAdded { line: nutmeg, after }.into(),
                IngredientLinesReordered { order }.into(),
            ],
        );
    }

    #[test]
    fn an_archived_recipe_refuses_it() {
        refused(
            [leek_tart(), RecipeArchived {}.into()],
            to(leek_tart_content().into()),
            "is archived",
        );
    }
}
