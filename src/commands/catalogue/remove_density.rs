//! Takes away how heavy an ingredient is.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, DensityRemoved};
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::existing;
use super::set_density::state;
use crate::commands::refusal::Refusal;

/// Takes away how heavy an ingredient is, as it comes or in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveDensity {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The state; none: as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

impl RemoveDensity {
    /// # Errors
    /// Where there is no such ingredient.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        let state = state(self.state.as_deref())?;
        // Of a merged one too: its rules go on holding for the one that answers for it.
        match existing(catalogue, ingredient_id)?.densities.contains_key(&state) {
            true => Ok(vec![DensityRemoved { ingredient_id, state }.into()]),
            false => Ok(vec![]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    #[test]
    fn a_density_is_taken_away_once() {
        let command = RemoveDensity {
            ingredient_id: id("flour"),
            state: Some("Sifted".into()),
        };
        let gone: CatalogueEvent = DensityRemoved {
            ingredient_id: id("flour"),
            state: Some("sifted".into()),
        }
        .into();
        let given = vec![defined("flour"), density("flour", Some("sifted"), "0.45")];
        check(given.clone(), command.clone(), [gone.clone()]);
        check([given, vec![gone]].concat(), command.clone(), []);
        refused([], command, "there is no ingredient");
    }
}
