//! Puts an ingredient into another category.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientRecategorised};
use heirloom_events::limits;
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::standing;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Puts an ingredient into another category, or takes it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecategoriseIngredient {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The category, 1 to 255 characters; none: taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl RecategoriseIngredient {
    /// # Errors
    /// Where there is no such ingredient, it was merged, or the category is not valid.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        let ingredient = standing(catalogue, ingredient_id)?;
        let category = validate::optional("category", self.category.as_deref(), limits::NAME_CHARS)?;
        match ingredient.category == category {
            true => Ok(vec![]),
            false => Ok(vec![
                IngredientRecategorised {
                    ingredient_id,
                    category,
                }
                .into(),
            ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    #[test]
    fn an_ingredient_is_put_into_a_category_once() {
        let category = Some("produce".to_owned());
        let command = RecategoriseIngredient {
            ingredient_id: id("leek"),
            category: category.clone(),
        };
        let event: CatalogueEvent = IngredientRecategorised {
            ingredient_id: id("leek"),
            category,
        }
        .into();
        check([defined("leek")], command.clone(), [event.clone()]);
        check([defined("leek"), event], command, []);
    }
}
