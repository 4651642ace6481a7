//! Removes an ingredient line from a recipe.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::LineId;
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::{edit, line_of};
use crate::commands::refusal::Refusal;

/// Removes an ingredient line from a recipe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveLine {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The line.
    pub line_id: LineId,
}

impl RemoveLine {
    /// # Errors
    /// Where there is no such recipe or line, or the recipe is archived.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            line_of(&recipe.state, self.recipe_id, self.line_id)?;
            content.lines.retain(|line| line.line_id != self.line_id);
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::IngredientLineRemoved;

    #[test]
    fn a_line_is_removed_and_then_not_there() {
        let line_id = line("3 eggs").line_id;
        let command = RemoveLine {
            recipe_id: leek_tart_id(),
            line_id,
        };
        let removed: RecipeEvent = IngredientLineRemoved { line_id }.into();
        check([leek_tart()], command.clone(), [removed.clone()]);
        refused([leek_tart(), removed], command, "there is no line");
    }
}
