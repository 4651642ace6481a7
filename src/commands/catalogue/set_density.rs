//! Sets how heavy an ingredient is.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, DensitySet};
use heirloom_events::limits;
use heirloom_events::values::{IngredientId, Quantity};
use heirloom_shopping::two::{Density, NewRule};
use serde::{Deserialize, Serialize};

use super::conversions::fits;
use super::standing;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many states of an ingredient may have a density of their own.
const STATES: usize = 100;
/// Heavier than any metal: who writes more has mistaken the unit.
const HEAVIEST: i128 = 25;

/// Sets how heavy an ingredient is, as it comes or in one state: cups of it can be weighed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDensity {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The state (`sifted`, `packed`), kept in lower case; none: as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Grams in a millilitre: above 0, at most 25.
    pub grams_per_ml: Quantity,
}

impl SetDensity {
    /// # Errors
    /// Where there is no such ingredient, it was merged or removed, a value is not valid, or another rule says
    /// otherwise by more than 1 %.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let Self {
            ingredient_id,
            grams_per_ml,
            ..
        } = *self;
        let ingredient = standing(catalogue, ingredient_id)?;
        let state = state(self.state.as_deref())?;
        if grams_per_ml == Quantity::ZERO || Quantity::new(HEAVIEST, 1).is_ok_and(|most| grams_per_ml > most)
        {
            let why = format!(
                "{grams_per_ml} g in a millilitre is out of bounds; give more than 0, at most {HEAVIEST}"
            );
            return Err(Refusal::invalid("grams_per_ml", why));
        }
        if ingredient.densities.get(&state) == Some(&grams_per_ml) {
            return Ok(vec![]);
        }
        validate::list("densities", ingredient.densities.len() + 1, STATES)?;
        let rule = NewRule::Density(Density {
            state: state.clone(),
            grams_per_ml,
        });
        fits(catalogue, ingredient_id, "grams_per_ml", &rule)?;
        Ok(vec![
            DensitySet {
                ingredient_id,
                state,
                grams_per_ml,
            }
            .into(),
        ])
    }
}

/// A state of an ingredient, in lower case.
pub(super) fn state(state: Option<&str>) -> Result<Option<String>, Refusal> {
    let state = validate::optional("state", state, limits::PREPARATION_METHOD_CHARS)?;
    Ok(state.map(|state| state.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    fn command(state: Option<&str>, grams_per_ml: &str) -> SetDensity {
        SetDensity {
            ingredient_id: id("flour"),
            state: state.map(str::to_owned),
            grams_per_ml: grams_per_ml.parse().unwrap(),
        }
    }

    #[test]
    fn a_density_is_set_once_for_each_state() {
        let plain = density("flour", None, "0.53");
        check([defined("flour")], command(None, "0.53"), [plain.clone()]);
        check([defined("flour"), plain.clone()], command(None, "53/100"), []);
        let sifted = density("flour", Some("sifted"), "0.45");
        check(
            [defined("flour"), plain],
            command(Some(" Sifted"), "0.45"),
            [sifted],
        );
    }

    #[test]
    fn a_density_may_be_changed_where_nothing_else_depends_on_it() {
        let given = [defined("flour"), density("flour", None, "0.53")];
        check(given, command(None, "0.6"), [density("flour", None, "0.6")]);
    }

    #[test]
    fn a_density_that_a_portion_contradicts_is_refused_with_both() {
        // One cup is 236.588 ml, so 120 g of it are 0.507 g/ml.
        let given = vec![defined("flour"), portion("flour", "cup", "120", "gram")];
        let close = density("flour", None, "0.51");
        check(given.clone(), command(None, "0.51"), [close]);
        refused(
            given.clone(),
            command(None, "0.53"),
            "grams_per_ml is not valid: of `flour`: one",
        );
        refused(given, command(None, "0.53"), "change or remove that rule first");
    }

    #[test]
    fn what_no_food_weighs_is_refused() {
        refused([defined("flour")], command(None, "0"), "more than 0, at most 25");
        refused(
            [defined("flour")],
            command(None, "530"),
            "530 g in a millilitre is out of bounds",
        );
        refused([], command(None, "1"), "there is no ingredient");
        refused(
            [defined("flour"), removed("flour")],
            command(None, "1"),
            "was taken out",
        );
    }
}
