//! Notes that a recipe was cooked.

use chrono::{DateTime, Utc};
use heirloom_events::Folded;
use heirloom_events::recipe::RecipeCooked;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;

/// Notes that a recipe was cooked. The same instant as the latest one is the same cooking; an earlier one
/// counts each time that it is given, unless under one command id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkCooked {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// When; now, where it is not given.
    #[serde(default = "Utc::now")]
    pub cooked_at: DateTime<Utc>,
}

impl MarkCooked {
    /// # Errors
    /// Where there is no such recipe, or it is archived.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let recipe = editable(recipe, self.recipe_id)?;
        if recipe.last_cooked_at == Some(self.cooked_at) {
            return Ok(vec![]);
        }
        let cooked_at = self.cooked_at;
        Ok(vec![RecipeCooked { cooked_at }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;

    #[test]
    fn a_recipe_is_cooked_once_an_instant() {
        let cooked_at = "2024-11-03T17:30:00Z".parse().unwrap();
        let command = MarkCooked {
            recipe_id: leek_tart_id(),
            cooked_at,
        };
        let cooked: RecipeEvent = RecipeCooked { cooked_at }.into();
        check([leek_tart()], command.clone(), [cooked.clone()]);
        check([leek_tart(), cooked], command, []);
    }
}
