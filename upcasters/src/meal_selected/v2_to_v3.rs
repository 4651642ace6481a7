//! `MealSelected` 2 to 3: on the shopping list or not becomes a mode.

use heirloom_events::plan::meal_selected::{v2, v3};
use heirloom_events::values::ShoppingMode;

use crate::step::StepError;
use crate::{Step, shopping_mode};

/// See the module.
#[derive(Debug)]
pub struct V2ToV3;

impl Step for V2ToV3 {
    type Old = v2::MealSelected;
    type New = v3::MealSelected;
    type Residue = ShoppingMode;

    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError> {
        Ok(v3::MealSelected {
            selection_id: old.selection_id,
            meal_id: old.meal_id,
            main_recipe_id: old.main_recipe_id,
            sides: old.sides,
            planned_date: old.planned_date,
            shopping_mode: shopping_mode::up(old.exclude_from_shopping, residue),
        })
    }

    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError> {
        let (exclude_from_shopping, residue) = shopping_mode::down(new.shopping_mode);
        let old = v2::MealSelected {
            selection_id: new.selection_id,
            meal_id: new.meal_id,
            main_recipe_id: new.main_recipe_id,
            sides: new.sides,
            planned_date: new.planned_date,
            exclude_from_shopping,
        };
        Ok((old, residue))
    }
}
