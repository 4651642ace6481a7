//! Sets what is at home of an ingredient.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, Pantry, PantrySet};
use heirloom_events::limits;
use heirloom_events::values::{IngredientId, Quantity};
use serde::{Deserialize, Serialize};

use super::standing;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets what is at home of an ingredient: lists take a quantity off what is needed, and do not ask for a staple.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPantry {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// How much; none: nobody measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The unit of that quantity as written, at most 50 characters; blank: pieces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether there is always enough of it, so that no list asks for it: a staple. Where it is not said: yes,
    /// if no quantity is said either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_hand: Option<bool>,
}

impl SetPantry {
    /// # Errors
    /// Where there is no such ingredient, it was merged or removed, or a value is not valid.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let Self {
            ingredient_id,
            quantity,
            ..
        } = *self;
        let on_hand = self.on_hand.unwrap_or(quantity.is_none());
        let ingredient = standing(catalogue, ingredient_id)?;
        let unit = self.unit.as_deref().filter(|unit| !unit.trim().is_empty());
        let unit = validate::optional("unit", unit, limits::SHOPPING_UNIT_CHARS)?;
        if unit.is_some() && quantity.is_none() {
            return Err(Refusal::invalid(
                "unit",
                "it stands alone; say how many of it there are",
            ));
        }
        let wanted = Pantry {
            quantity,
            unit,
            on_hand,
        };
        if ingredient.pantry.as_ref() == Some(&wanted) {
            return Ok(vec![]);
        }
        let Pantry {
            quantity,
            unit,
            on_hand,
        } = wanted;
        Ok(vec![
            PantrySet {
                ingredient_id,
                quantity,
                unit,
                on_hand,
            }
            .into(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    fn command(quantity: Option<&str>, unit: Option<&str>) -> SetPantry {
        SetPantry {
            ingredient_id: id("flour"),
            quantity: quantity.map(|quantity| quantity.parse().unwrap()),
            unit: unit.map(str::to_owned),
            on_hand: None,
        }
    }

    #[test]
    fn what_is_at_home_is_set_once() {
        let event: CatalogueEvent = PantrySet {
            ingredient_id: id("flour"),
            quantity: Some("3/2".parse().unwrap()),
            unit: Some("kg".into()),
            on_hand: false,
        }
        .into();
        check(
            [defined("flour")],
            command(Some("1.5"), Some("kg ")),
            [event.clone()],
        );
        check([defined("flour"), event], command(Some("3/2"), Some("kg")), []);
    }

    #[test]
    fn what_was_not_measured_is_a_staple_unless_it_is_said_otherwise() {
        let set = |on_hand, quantity: Option<&str>| -> CatalogueEvent {
            PantrySet {
                ingredient_id: id("flour"),
                quantity: quantity.map(|quantity| quantity.parse().unwrap()),
                unit: None,
                on_hand,
            }
            .into()
        };
        check([defined("flour")], command(None, None), [set(true, None)]);
        let none = SetPantry {
            on_hand: Some(false),
            ..command(None, None)
        };
        check([defined("flour")], none, [set(false, None)]);
        let both = SetPantry {
            on_hand: Some(true),
            ..command(Some("2"), None)
        };
        check([defined("flour")], both, [set(true, Some("2"))]);
    }

    #[test]
    fn a_unit_without_a_quantity_says_nothing() {
        refused(
            [defined("flour")],
            command(None, Some("kg")),
            "say how many of it there are",
        );
        refused([], command(None, None), "there is no ingredient");
    }
}
