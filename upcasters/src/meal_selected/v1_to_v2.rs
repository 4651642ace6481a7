//! `MealSelected` 1 to 2: three slots for sides become any number of them, each with the number of its slot,
//! and the meal is named that they come from.

use heirloom_events::plan::meal_selected::{v1, v2};
use heirloom_events::values::{MealId, Side};
use serde::{Deserialize, Serialize};

use crate::Step;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V1ToV2;

/// What version 1 cannot hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residue {
    /// The meal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meal_id: Option<MealId>,
    /// All sides, where the three slots do not say the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<Vec<Side>>,
}

impl Step for V1ToV2 {
    type Old = v1::MealSelected;
    type New = v2::MealSelected;
    type Residue = Residue;

    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError> {
        let slots = Side::in_slots([old.side_recipe_1, old.side_recipe_2, old.side_recipe_3]);
        let (meal_id, sides) = residue.map_or((None, None), |residue| (residue.meal_id, residue.sides));
        Ok(v2::MealSelected {
            selection_id: old.selection_id,
            meal_id,
            main_recipe_id: old.main_recipe_id,
            sides: sides.unwrap_or(slots),
            planned_date: old.planned_date,
            exclude_from_shopping: old.exclude_from_shopping,
        })
    }

    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError> {
        let slots = [1, 2, 3].map(|slot| Side::of_slot(&new.sides, slot));
        let sides = (Side::in_slots(slots) != new.sides).then_some(new.sides);
        let residue = Residue {
            meal_id: new.meal_id,
            sides,
        };
        let [side_recipe_1, side_recipe_2, side_recipe_3] = slots;
        let old = v1::MealSelected {
            selection_id: new.selection_id,
            main_recipe_id: new.main_recipe_id,
            side_recipe_1,
            side_recipe_2,
            side_recipe_3,
            planned_date: new.planned_date,
            exclude_from_shopping: new.exclude_from_shopping,
        };
        let nothing = residue.meal_id.is_none() && residue.sides.is_none();
        Ok((old, (!nothing).then_some(residue)))
    }
}
