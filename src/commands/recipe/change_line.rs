//! Changes an ingredient line of a recipe.

use heirloom_events::Folded;
use heirloom_events::recipe::Line;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::draft::DraftLine;
use super::{edit, line_of};
use crate::commands::refusal::Refusal;

/// Changes an ingredient line of a recipe: what it says becomes what is given; its place stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeLine {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The line, with its id.
    pub line: Line,
}

impl ChangeLine {
    /// # Errors
    /// Where there is no such recipe or line, the recipe is archived, or the line is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            let id = self.line.line_id;
            line_of(&recipe.state, self.recipe_id, id)?;
            let changed = DraftLine::from(self.line.clone()).checked("line")?.with_id(id);
            let place = content.lines.iter_mut().find(|line| line.line_id == id);
            place.into_iter().for_each(|line| *line = changed.clone());
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::IngredientLineChanged;

    fn command(line: Line) -> ChangeLine {
        ChangeLine {
            recipe_id: leek_tart_id(),
            line,
        }
    }

    #[test]
    fn a_line_is_reworded_and_keeps_its_id() {
        let four = Line {
            text: "4 eggs".into(),
            ..line("3 eggs")
        };
        check(
            [leek_tart()],
            command(four.clone()),
            [IngredientLineChanged { line: four }.into()],
        );
        check([leek_tart()], command(line("3 eggs")), []);
    }

    #[test]
    fn a_line_that_is_not_there_is_an_error() {
        refused([leek_tart()], command(line("nutmeg")), "there is no line");
    }
}
