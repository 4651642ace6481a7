//! Takes a merge of ingredients back.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientUnmerged};
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::{existing, free_for};
use crate::commands::refusal::Refusal;

/// Takes a merge of ingredients back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnmergeIngredient {
    /// The ingredient that is to stand for itself again.
    pub ingredient_id: IngredientId,
}

impl UnmergeIngredient {
    /// # Errors
    /// Where there is no such ingredient, or another one goes by its name.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        let ingredient = existing(catalogue, ingredient_id)?;
        if ingredient.merged_into.is_none() {
            return Ok(vec![]);
        }
        // A duplicate claims no name while it is one.
        free_for(catalogue, &ingredient.name, ingredient_id)?;
        Ok(vec![IngredientUnmerged { ingredient_id }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    #[test]
    fn a_merge_is_taken_back_once() {
        let command = UnmergeIngredient {
            ingredient_id: id("leeks"),
        };
        let event: CatalogueEvent = IngredientUnmerged {
            ingredient_id: id("leeks"),
        }
        .into();
        let given = vec![defined("leek"), defined("leeks"), merged("leeks", "leek")];
        check(given.clone(), command.clone(), [event.clone()]);
        check([given, vec![event]].concat(), command, []);
    }
}
