//! Takes a merge of ingredients back.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientUnmerged};
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::existing;
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
    /// Where there is no such ingredient.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        Ok(match existing(catalogue, ingredient_id)?.merged_into {
            None => vec![],
            Some(_) => vec![IngredientUnmerged { ingredient_id }.into()],
        })
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
