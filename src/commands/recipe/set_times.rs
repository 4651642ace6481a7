//! Sets a recipe's times.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets a recipe's three times, in whole minutes, 0 to 525,600; what is absent is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetTimes {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Preparation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prep_minutes: Option<u32>,
    /// Cooking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cook_minutes: Option<u32>,
    /// All in all; it need not be the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_minutes: Option<u32>,
}

impl SetTimes {
    /// # Errors
    /// Where there is no such recipe, it is archived, or a time is longer than a year.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let minutes = |field, value| validate::number(field, value, 0, limits::MINUTES);
        edit(recipe, self.recipe_id, |content| {
            content.prep_minutes = minutes("prep_minutes", self.prep_minutes)?;
            content.cook_minutes = minutes("cook_minutes", self.cook_minutes)?;
            content.total_minutes = minutes("total_minutes", self.total_minutes)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeTimesSet;

    fn command(prep_minutes: Option<u32>, cook_minutes: Option<u32>) -> SetTimes {
        SetTimes {
            recipe_id: leek_tart_id(),
            prep_minutes,
            cook_minutes,
            total_minutes: None,
        }
    }

    #[test]
    fn times_are_set_together_and_once() {
        let event = RecipeTimesSet {
            prep_minutes: Some(20),
            cook_minutes: Some(45),
            total_minutes: None,
        };
        check([leek_tart()], command(Some(20), Some(45)), [event.clone().into()]);
        check([leek_tart(), event.into()], command(Some(20), Some(45)), []);
    }

    #[test]
    fn more_than_a_year_is_refused() {
        refused(
            [leek_tart()],
            command(Some(525_601), None),
            "prep_minutes is not valid: 525601 is out of bounds",
        );
    }
}
