//! `MealShoppingSet` 1 to 2: on the shopping list or not becomes a mode.

use heirloom_events::plan::meal_shopping_set::{v1, v2};
use heirloom_events::values::ShoppingMode;

use crate::step::StepError;
use crate::{Step, shopping_mode};

/// See the module.
#[derive(Debug)]
pub struct V1ToV2;

impl Step for V1ToV2 {
    type Old = v1::MealShoppingSet;
    type New = v2::MealShoppingSet;
    type Residue = ShoppingMode;

    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError> {
        Ok(v2::MealShoppingSet {
            selection_id: old.selection_id,
            shopping_mode: shopping_mode::up(old.exclude_from_shopping, residue),
        })
    }

    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError> {
        let (exclude_from_shopping, residue) = shopping_mode::down(new.shopping_mode);
        let old = v1::MealShoppingSet {
            selection_id: new.selection_id,
            exclude_from_shopping,
        };
        Ok((old, residue))
    }
}
