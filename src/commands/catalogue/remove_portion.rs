//! Takes away how much one of an ingredient is.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, PortionRemoved};
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::existing;
use super::set_portion::portion_unit;
use crate::commands::refusal::Refusal;

/// Takes away how much one of an ingredient is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovePortion {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// One of what, as it was written; blank: one of it.
    #[serde(default)]
    pub unit: String,
}

impl RemovePortion {
    /// # Errors
    /// Where there is no such ingredient.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        let unit = portion_unit(&self.unit)?;
        match existing(catalogue, ingredient_id)?.portions.contains_key(&unit) {
            true => Ok(vec![PortionRemoved { ingredient_id, unit }.into()]),
            false => Ok(vec![]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    #[test]
    fn a_portion_is_taken_away_once() {
        let command = RemovePortion {
            ingredient_id: id("butter"),
            unit: " stick".into(),
        };
        let gone: CatalogueEvent = PortionRemoved {
            ingredient_id: id("butter"),
            unit: "stick".into(),
        }
        .into();
        let given = vec![defined("butter"), portion("butter", "stick", "113", "gram")];
        check(given.clone(), command.clone(), [gone.clone()]);
        check([given, vec![gone]].concat(), command.clone(), []);
        refused([], command, "there is no ingredient");
    }
}
