//! Sets how much one of an ingredient is.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, Portion as Known, PortionSet};
use heirloom_events::limits;
use heirloom_events::values::{Dimension, IngredientId, Quantity, UnitId, unit, unit_of};
use heirloom_shopping::two::{NewRule, Portion};
use serde::{Deserialize, Serialize};

use super::conversions::fits;
use super::standing;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many portions of an ingredient may be known.
const PORTIONS: usize = 100;

/// Sets how much one of an ingredient is: one onion 110 g, one stick of butter 113.398 g.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPortion {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// One of what, as written, at most 50 characters; blank: one of it.
    #[serde(default)]
    pub unit: String,
    /// How much that is, above 0.
    pub amount: Quantity,
    /// In which unit: `gram`, `millilitre`, or a thing that is counted.
    pub amount_unit: UnitId,
}

impl SetPortion {
    /// # Errors
    /// Where there is no such ingredient, it was merged or removed, a value is not valid, or another rule says
    /// otherwise by more than 1 %.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let Self {
            ingredient_id,
            amount,
            ..
        } = *self;
        let ingredient = standing(catalogue, ingredient_id)?;
        let unit = portion_unit(&self.unit)?;
        let amount_unit = measure(&self.amount_unit)?;
        if amount == Quantity::ZERO {
            return Err(Refusal::invalid(
                "amount",
                "one of something is more than nothing; give more than 0",
            ));
        }
        let wanted = Known {
            amount,
            unit: amount_unit.clone(),
        };
        if ingredient.portions.get(&unit) == Some(&wanted) {
            return Ok(vec![]);
        }
        validate::list("portions", ingredient.portions.len() + 1, PORTIONS)?;
        let rule = Portion {
            unit: unit.clone(),
            amount,
            amount_unit: amount_unit.clone(),
        };
        fits(catalogue, ingredient_id, "amount", &NewRule::Portion(rule))?;
        Ok(vec![
            PortionSet {
                ingredient_id,
                unit,
                amount,
                amount_unit,
            }
            .into(),
        ])
    }
}

/// One of what, as written; blank is one of it.
pub(super) fn portion_unit(unit: &str) -> Result<String, Refusal> {
    match unit.trim().is_empty() {
        true => Ok(String::new()),
        false => validate::text("unit", unit, limits::SHOPPING_UNIT_CHARS),
    }
}

/// A unit of the table in which something can be summed.
fn measure(id: &UnitId) -> Result<UnitId, Refusal> {
    let Some(known) = unit(id) else {
        let hint = match unit_of(id.as_str()) {
            Some(meant) => format!("write `{meant}`"),
            None => "write `gram` or `millilitre`".to_owned(),
        };
        return Err(Refusal::invalid(
            "amount_unit",
            format!("there is no unit `{id}`; {hint}"),
        ));
    };
    match known.dimension {
        Dimension::Mass | Dimension::Volume | Dimension::Count | Dimension::Container(_) => {
            Ok(known.id.clone())
        }
        _ => {
            let why = format!(
                "nobody buys by the {}; write `gram` or `millilitre`",
                known.singular
            );
            Err(Refusal::invalid("amount_unit", why))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    fn command(unit: &str, amount: &str, amount_unit: &str) -> SetPortion {
        SetPortion {
            ingredient_id: id("butter"),
            unit: unit.into(),
            amount: amount.parse().unwrap(),
            amount_unit: amount_unit.parse().unwrap(),
        }
    }

    #[test]
    fn a_portion_is_set_once_for_each_unit() {
        let stick = portion("butter", "stick", "113.398", "gram");
        check(
            [defined("butter")],
            command(" stick", "113.398", "gram"),
            [stick.clone()],
        );
        check(
            [defined("butter"), stick.clone()],
            command("stick", "113.398", "gram"),
            [],
        );
        let each = portion("butter", "", "250", "gram");
        check([defined("butter"), stick], command(" ", "250", "gram"), [each]);
    }

    #[test]
    fn a_portion_that_a_density_contradicts_is_refused_with_both() {
        let given = vec![defined("butter"), density("butter", None, "0.959")];
        check(
            given.clone(),
            command("cup", "227", "gram"),
            [portion("butter", "cup", "227", "gram")],
        );
        refused(
            given.clone(),
            command("cup", "200", "gram"),
            "amount is not valid: of `butter`: one",
        );
        refused(
            given,
            command("cup", "200", "gram"),
            "change or remove that rule first",
        );
    }

    #[test]
    fn what_cannot_be_summed_is_refused() {
        let given = || [defined("butter")];
        refused(given(), command("stick", "0", "gram"), "give more than 0");
        refused(
            given(),
            command("stick", "1", "pinch"),
            "nobody buys by the pinch",
        );
        refused(
            given(),
            command("stick", "1", "celsius"),
            "write `gram` or `millilitre`",
        );
        refused(
            given(),
            command("stick", "1", "kg"),
            "there is no unit `kg`; write `kilogram`",
        );
        refused(given(), command("gram", "1", "gram"), "give two units");
        refused([], command("stick", "1", "gram"), "there is no ingredient");
    }
}
